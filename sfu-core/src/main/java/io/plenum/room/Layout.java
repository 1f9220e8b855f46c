package io.plenum.room;

import io.plenum.allocate.Claim;
import io.plenum.core.Command.View;
import io.plenum.core.Command.Wish;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import java.util.ArrayList;
import java.util.List;

/// What one subscriber has on its screen: its last wishes, and the video slots in which something plays, in the order
/// in which they matter to it.
final class Layout {
    private final List<Slot> pictures = new ArrayList<>();
    private View view;

    Layout(PeerId peer) {
        view = new View(peer, List.of(), true, true);
    }

    void view(View changed) {
        view = changed;
    }

    View view() {
        return view;
    }

    /// Video that plays, as wished; what nobody wished for comes after it, screens first.
    List<Slot> pictures() {
        return pictures;
    }

    /// Tracks were seated, or are shown otherwise than before.
    void arrange(List<Slot> slots) {
        pictures.clear();
        for (Wish wish : view.wishes()) {
            for (Slot slot : slots) {
                Track track = slot.track();
                if (track != null && track.id().equals(wish.track())) {
                    add(slot, track, wish);
                }
            }
        }
        addOthers(slots, true);
        addOthers(slots, false);
    }

    private void addOthers(List<Slot> slots, boolean screens) {
        for (Slot slot : slots) {
            Track track = slot.track();
            if (track != null && screens == (track.spec().source() == TrackSource.SCREEN)) {
                add(slot, track, usual(track.id()));
            }
        }
    }

    private static Wish usual(TrackId track) {
        return new Wish(track, Claim.DEFAULT_SHOWN_HEIGHT * 16 / 9, Claim.DEFAULT_SHOWN_HEIGHT);
    }

    private void add(Slot slot, Track track, Wish wish) {
        if (track.isVideo() && !pictures.contains(slot)) {
            slot.choice().show(wish);
            pictures.add(slot);
        }
    }
}
