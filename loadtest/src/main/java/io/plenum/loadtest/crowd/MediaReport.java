package io.plenum.loadtest.crowd;

import io.plenum.sim.FakeSubscriber;
import io.plenum.sim.SlotReceiver;
import java.util.List;

/// What a participant's receiving half saw.
///
/// @param lostForGood packets that neither came nor were repaired
/// @param framesPlayed frames of video decoded and packets of audio played, in all slots
/// @param violations what no correct server does; the first few
public record MediaReport(long lostForGood, long framesPlayed, List<String> violations) {
    static final MediaReport NOTHING = new MediaReport(0, 0, List.of());

    static MediaReport of(FakeSubscriber subscriber) {
        List<SlotReceiver> slots = subscriber.slots();
        return new MediaReport(
                slots.stream().mapToLong(SlotReceiver::lostForGood).sum(),
                slots.stream().mapToLong(slot -> slot.log().count()).sum(),
                subscriber.violations().list());
    }
}
