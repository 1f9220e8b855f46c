/// Who is in which room, and how a client talks to us about it: the WebSocket protocol, WHIP and WHEP.
@NullMarked
package io.plenum.signaling;

import org.jspecify.annotations.NullMarked;
