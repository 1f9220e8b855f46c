/// Who speaks: the loudest tracks for the audio slots and the dominant speaker for the stage.
///
/// [io.plenum.speaker.Voice] is one microphone, of which [io.plenum.speaker.SpeechBits] remembers when
/// it was loud and [io.plenum.speaker.NoiseFloor] what is always there. [io.plenum.speaker.Floor] says
/// who has the floor, [io.plenum.speaker.LoudestVoices] who is heard.
///
/// Fed with the audio levels that senders put into every packet (RFC 6464); no audio is decoded. One
/// [io.plenum.speaker.ActiveSpeaker] per room, owned by its shard.
@NullMarked
package io.plenum.speaker;

import org.jspecify.annotations.NullMarked;
