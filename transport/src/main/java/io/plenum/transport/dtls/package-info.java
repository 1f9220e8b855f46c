/// DTLS 1.2 with use_srtp (RFC 6347, RFC 5764) on Bouncy Castle, in both roles.
///
/// An [io.plenum.transport.dtls.DtlsSession] takes datagrams from its owner's thread and does the work elsewhere: the
/// handshake blocks on a virtual thread of its own, and what comes afterwards (alerts, retransmissions) runs as tasks.
/// The result, keys for SRTP, comes back through [io.plenum.transport.dtls.DtlsEvents].
@NullMarked
package io.plenum.transport.dtls;

import org.jspecify.annotations.NullMarked;
