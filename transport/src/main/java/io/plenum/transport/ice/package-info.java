/// ICE (RFC 8445) and the STUN under it (RFC 8489).
///
/// An [io.plenum.transport.ice.IceSession] is one of ice4j's agents without sockets; it lives on ICE threads and tells
/// what it found through [io.plenum.transport.ice.IceEvents]. The STUN reader, writer and integrity check are ours,
/// because ice4j accepts messages that nobody signed: they are verified before it sees them.
@NullMarked
package io.plenum.transport.ice;

import org.jspecify.annotations.NullMarked;
