package io.plenum.loadtest.crowd;

import io.plenum.core.MediaKind;
import io.plenum.loadtest.record.AudioRecording;
import io.plenum.loadtest.record.VideoRecording;
import io.plenum.sim.Recordings;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Files that everybody who sends plays instead of synthetic media.
public record RecordedMedia(Optional<AudioRecording> audio, Optional<VideoRecording> video) {
    public static final RecordedMedia NONE = new RecordedMedia(Optional.empty(), Optional.empty());

    /// Each from the start.
    Recordings feeds() {
        return new Recordings(audio.map(AudioRecording::feed), video.map(VideoRecording::feed));
    }

    /// What carries seals. A recording has no room for one: a decoder would take it for damage.
    Set<MediaKind> sealed() {
        Set<MediaKind> sealed = EnumSet.allOf(MediaKind.class);
        audio.ifPresent(_ -> sealed.remove(MediaKind.AUDIO));
        video.ifPresent(_ -> sealed.remove(MediaKind.VIDEO));
        return sealed;
    }
}
