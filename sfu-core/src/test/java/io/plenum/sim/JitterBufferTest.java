package io.plenum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.plenum.core.Codec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the fake receiver goes on with although packets are missing, and what it waits for.
class JitterBufferTest {
    private static final long GIVE_UP = Times.millis(1_000);
    private static final long LATER = Times.millis(100);
    private static final byte[] KEY = {1};
    private static final byte[] OTHER = {0};

    private final JitterBuffer buffer = new JitterBuffer(GIVE_UP, packet -> packet.payload()[0] == KEY[0]);

    @Test
    void aWholeKeyPictureIsNotHeldUpByWhatIsMissingBeforeIt() {
        insert(1, 100, true, OTHER);
        insert(3, 300, false, KEY);
        insert(4, 300, true, OTHER);
        assertEquals(List.of(1L, 3L, 4L), polled());
        assertEquals(List.of(2L), buffer.holesToAsk(LATER), "the scenarios want to know whether it was sent");
        assertEquals(1, buffer.lostForGood());
    }

    @Test
    void itSaysThatSomethingIsMissing() {
        insert(1, 100, true, OTHER);
        assertFalse(buffer.poll(LATER).orElseThrow().afterGap());
        insert(3, 300, true, KEY);
        assertEquals(Optional.of(true), buffer.poll(LATER).map(Arrived::afterGap));
    }

    @Test
    void whatComesAfterAllIsNotLost() {
        insert(1, 100, true, OTHER);
        insert(3, 300, true, KEY);
        assertEquals(List.of(1L, 3L), polled());
        insert(2, 200, true, OTHER);
        assertEquals(List.of(), polled());
        assertEquals(0, buffer.lostForGood());
    }

    @Test
    void aKeyPictureWithoutItsEndWaits() {
        insert(1, 100, true, OTHER);
        insert(3, 300, false, KEY);
        insert(5, 300, true, OTHER);
        assertEquals(List.of(1L), polled());
        assertEquals(List.of(2L, 4L), buffer.holesToAsk(LATER));
    }

    @Test
    void aKeyPictureWithoutItsBeginningWaits() {
        insert(1, 100, true, OTHER);
        insert(3, 300, false, OTHER);
        insert(4, 300, true, OTHER);
        assertEquals(List.of(1L), polled());
    }

    @Test
    void anotherPictureWaitsForWhatItFollows() {
        insert(1, 100, true, OTHER);
        insert(3, 300, true, OTHER);
        insert(4, 400, true, OTHER);
        assertEquals(List.of(1L), polled());
        assertEquals(List.of(2L), buffer.holesToAsk(LATER));
    }

    private void insert(long sequence, long timestamp, boolean marker, byte[] payload) {
        buffer.extend((int) sequence);
        buffer.insert(
                new Arrived(
                        sequence, timestamp, marker, -1, payload, 0, false, false, Codec.Family.OPAQUE, new byte[0]),
                0);
    }

    private List<Long> polled() {
        List<Long> polled = new ArrayList<>();
        for (Optional<Arrived> next = buffer.poll(LATER); next.isPresent(); next = buffer.poll(LATER)) {
            polled.add(next.get().sequence());
        }
        return polled;
    }
}
