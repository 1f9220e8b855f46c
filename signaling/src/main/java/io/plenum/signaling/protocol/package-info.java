/// The messages of `docs/protocol.md`: read and checked, written, counted against their limits.
///
/// [Envelope] and [Request] come in, [Messages] go out, a [Refusal] says no. Nothing here knows a room or a socket.
@NullMarked
package io.plenum.signaling.protocol;

import org.jspecify.annotations.NullMarked;
