/// Who is in which room, and how a client talks to us about it: the WebSocket protocol, WHIP and WHEP.
///
/// [io.plenum.signaling.SignalingVerticle] is the door: it is given the media path as a
/// [io.plenum.signaling.media.MediaPlane], and the shards are given a [io.plenum.signaling.media.MediaReports] as
/// their listener. Inside, calls go down: `ws` and `http` → `room` → `negotiate` → `offer` → `sdp`.
@NullMarked
package io.plenum.signaling;

import org.jspecify.annotations.NullMarked;
