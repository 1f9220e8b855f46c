package io.plenum.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelayRingTest {
    private static final int LONGEST = 1_536;

    private final RelayRing ring = new RelayRing();
    private final byte[] message = new byte[LONGEST];
    private final byte[] read = new byte[LONGEST];

    @Test
    void whatIsWrittenComesOutInOrderHoweverOftenTheRingTurns() {
        Random random = new Random(1);
        long written = 0;
        long taken = 0;
        while (written < 10L * RelayRing.CAPACITY) {
            int length = 1 + random.nextInt(LONGEST);
            Arrays.fill(message, 0, length, (byte) length);
            assertTrue(ring.offer(message, 0, length, false, 0) >= 0);
            written += length;
            long until = ring.written();
            while (ring.hasNext(until) && random.nextInt(10) > 0) {
                int got = ring.poll(read);
                taken += got;
                for (int i = 0; i < got; i++) {
                    assertEquals((byte) got, read[i]);
                }
            }
        }
        while (ring.hasNext(ring.written())) {
            taken += ring.poll(read);
        }
        assertEquals(written, taken);
    }

    @Test
    void aFullRingRefusesVideoBeforeAudioAndWritesNothingOfIt() {
        int videos = fill(false);
        int audios = fill(true);
        assertTrue(videos > 0 && audios > 0, videos + " and " + audios);
        assertEquals(7, Math.round((double) videos / audios));
        int left = 0;
        long until = ring.written();
        while (ring.hasNext(until)) {
            ring.skip();
            left++;
        }
        assertEquals(videos + audios, left);
        assertFalse(ring.hasUnread());
    }

    private int fill(boolean reserved) {
        int count = 0;
        while (ring.offer(message, 0, LONGEST, reserved, 0) != RelayRing.REFUSED) {
            count++;
        }
        return count;
    }

    @Test
    void loadIsWhatIsInItOrHowLongNobodyLooked() {
        assertEquals(0, ring.offer(message, 0, 100, false, 1_000));
        assertEquals(50, ring.offer(message, 0, 100, false, 1_000 + RelayRing.LONGEST_WAIT_NANOS / 2));
        ring.skip();
        assertEquals(0, ring.offer(message, 0, 100, false, 1_000 + RelayRing.LONGEST_WAIT_NANOS / 2));
        while (ring.hasNext(ring.written())) {
            ring.skip();
        }
        assertEquals(0, ring.offer(message, 0, 100, false, 10 * RelayRing.LONGEST_WAIT_NANOS));
        int load = 0;
        for (int i = 0; i < RelayRing.CAPACITY / 2 / LONGEST; i++) {
            load = ring.offer(message, 0, LONGEST, false, 10 * RelayRing.LONGEST_WAIT_NANOS);
        }
        assertTrue(load >= 49 && load <= 51, load + " %");
    }

    /// Two threads: each message is numbered and filled with its number.
    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void twoThreadsLoseAndDamageNothing(long seed) throws InterruptedException {
        int messages = 200_000;
        AtomicBoolean failed = new AtomicBoolean();
        Thread reader = Thread.ofPlatform().start(() -> failed.set(!readsAll(messages)));
        Random random = new Random(seed);
        for (int number = 0; number < messages; number++) {
            int length = 4 + random.nextInt(600);
            Arrays.fill(message, 0, length, (byte) number);
            while (ring.offer(message, 0, length, true, 0) == RelayRing.REFUSED) {
                Thread.onSpinWait();
            }
        }
        reader.join();
        assertFalse(failed.get(), "seed " + seed);
    }

    private boolean readsAll(int messages) {
        byte[] into = new byte[LONGEST];
        int number = 0;
        while (number < messages) {
            long until = ring.written();
            while (ring.hasNext(until)) {
                int length = ring.poll(into);
                for (int i = 0; i < length; i++) {
                    if (into[i] != (byte) number) {
                        return false;
                    }
                }
                number++;
            }
            Thread.onSpinWait();
        }
        return true;
    }
}
