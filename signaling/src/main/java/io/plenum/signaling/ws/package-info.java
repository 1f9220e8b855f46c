/// The WebSocket at `/ws`: one [ClientSocket] per connection, from handshake to close.
///
/// Owned by signaling's event loop.
@NullMarked
package io.plenum.signaling.ws;

import org.jspecify.annotations.NullMarked;
