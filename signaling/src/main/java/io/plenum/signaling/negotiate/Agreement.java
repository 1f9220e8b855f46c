package io.plenum.signaling.negotiate;

import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import java.util.List;
import java.util.Optional;

/// What was agreed with a client: the outcome of its latest offer.
public final class Agreement {
    /// Before the first offer.
    public static final Agreement NONE = new Agreement(List.of());

    private final List<AgreedLine> lines;
    private final List<TrackSpec> tracks;
    private final List<SlotSpec> slots;

    Agreement(List<AgreedLine> lines) {
        this.lines = List.copyOf(lines);
        this.tracks = media().stream().flatMap(media -> media.track().stream()).toList();
        this.slots = media().stream().flatMap(media -> media.slot().stream()).toList();
    }

    List<AgreedLine> lines() {
        return lines;
    }

    public List<TrackSpec> tracks() {
        return tracks;
    }

    public List<SlotSpec> slots() {
        return slots;
    }

    Optional<TrackSpec> trackOf(String mid) {
        return tracks().stream().filter(track -> track.mid().equals(mid)).findFirst();
    }

    Optional<SlotSpec> slotOf(String mid) {
        return slots().stream().filter(slot -> slot.mid().equals(mid)).findFirst();
    }

    public boolean publishes(TrackId track) {
        return tracks().stream().anyMatch(spec -> spec.id().equals(track));
    }

    public boolean hasSlot(String mid) {
        return slotOf(mid).isPresent();
    }

    /// The same with one track muted or heard again.
    public Agreement withMuted(TrackId track, boolean muted) {
        return new Agreement(lines.stream()
                .map(line -> line instanceof AgreedMedia media ? media.withMuted(track, muted) : line)
                .toList());
    }

    /// The m-lines that share the transport, in their order.
    public List<String> bundle() {
        return media().stream().map(AgreedMedia::mid).toList();
    }

    private List<AgreedMedia> media() {
        return lines.stream()
                .filter(AgreedMedia.class::isInstance)
                .map(AgreedMedia.class::cast)
                .toList();
    }
}
