/// Which datagram is for whom, when everything arrives on one port.
///
/// STUN requests are told apart by the user name in them, responses by their transaction, and everything else by the
/// address it came from (RFC 7983 tells the kinds apart). Owned by one shard.
@NullMarked
package io.plenum.transport.demux;

import org.jspecify.annotations.NullMarked;
