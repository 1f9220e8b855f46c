/// RTCP (RFC 3550 §6, RFC 4585, RFC 5104, REMB and transport-wide feedback) on plain byte arrays.
///
/// [io.plenum.rtcp.RtcpReader] checks a whole compound packet before anything in it is believed; the flyweights
/// beside it read the packet it stands at. [io.plenum.rtcp.RtcpWriter] composes. Nothing here allocates after
/// construction; an instance is used on one thread. `docs/rtcp.md` says what the engine does with each type.
@NullMarked
package io.plenum.rtcp;

import org.jspecify.annotations.NullMarked;
