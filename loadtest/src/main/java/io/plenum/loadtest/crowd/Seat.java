package io.plenum.loadtest.crowd;

import io.plenum.core.MediaKind;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.sim.PublisherOptions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Who a participant is and what it does.
///
/// @param publishes what its microphone and camera are like
/// @param audioSlots how many voices it can hear at once
/// @param videoSlots how many pictures it can see at once
/// @param seed of everything random about its media
/// @param checked whether it checks what it gets as a browser's decoder would, which costs several times as much as
///     measuring it
/// @param sample it decrypts one media packet of so many, and counts the others by their headers
/// @param recordings what its devices play instead of what they make up
/// @param network between it and the server; empty = nothing
public record Seat(
        String room,
        String name,
        PublisherOptions publishes,
        int audioSlots,
        int videoSlots,
        long seed,
        boolean checked,
        int sample,
        Layout layout,
        Talk talk,
        RecordedMedia recordings,
        Optional<AccessNetwork> network) {
    /// Somebody who speaks all the time and whose page does not say what it shows.
    public static Seat of(
            String room, String name, PublisherOptions publishes, int audioSlots, int videoSlots, long seed) {
        return new Seat(
                room,
                name,
                publishes,
                audioSlots,
                videoSlots,
                seed,
                false,
                1,
                Layout.UNKNOWN,
                Talk.ALWAYS,
                RecordedMedia.NONE,
                Optional.empty());
    }

    public Seat checking() {
        return behaving(true, 1, layout, talk, recordings, network);
    }

    public Seat sampling(int changed) {
        return behaving(checked, changed, layout, talk, recordings, network);
    }

    public Seat showing(Layout changed) {
        return behaving(checked, sample, changed, talk, recordings, network);
    }

    public Seat talking(Talk changed) {
        return behaving(checked, sample, layout, changed, recordings, network);
    }

    public Seat behind(AccessNetwork changed) {
        return behaving(checked, sample, layout, talk, recordings, Optional.of(changed));
    }

    /// With nothing between it and the server.
    public Seat straight() {
        return behaving(checked, sample, layout, talk, recordings, Optional.empty());
    }

    public Seat playing(RecordedMedia changed) {
        return behaving(checked, sample, layout, talk, changed, network);
    }

    /// The same one, who does something else.
    private Seat behaving(
            boolean checks,
            int samples,
            Layout shows,
            Talk talks,
            RecordedMedia plays,
            Optional<AccessNetwork> isBehind) {
        return new Seat(
                room, name, publishes, audioSlots, videoSlots, seed, checks, samples, shows, talks, plays, isBehind);
    }

    /// What the network is called that it sits behind.
    public String networkName() {
        return network.map(AccessNetwork::key).orElse(AccessNetwork.NONE);
    }

    boolean receives() {
        return !hears().isEmpty();
    }

    /// What it has slots for.
    Set<MediaKind> hears() {
        return kinds(audioSlots > 0, videoSlots > 0);
    }

    Set<MediaKind> sends() {
        return kinds(publishes.audio(), publishes.video());
    }

    private static Set<MediaKind> kinds(boolean audio, boolean video) {
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        if (audio) {
            kinds.add(MediaKind.AUDIO);
        }
        if (video) {
            kinds.add(MediaKind.VIDEO);
        }
        return kinds;
    }
}
