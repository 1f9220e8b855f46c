/// Who speaks: the loudest tracks for the audio slots and the dominant speaker for the stage.
///
/// Fed with the audio levels that senders put into every packet (RFC 6464); no audio is decoded. One
/// [io.plenum.speaker.ActiveSpeaker] per room, owned by its shard.
@NullMarked
package io.plenum.speaker;

import org.jspecify.annotations.NullMarked;
