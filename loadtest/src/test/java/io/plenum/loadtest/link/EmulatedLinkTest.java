package io.plenum.loadtest.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.sim.LinkProfile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One direction of a path, in virtual time: packets of 1,222 bytes are 10,000 bits on the wire.
class EmulatedLinkTest {
    private static final long SEED = 20_261_121;
    private static final long MILLI = 1_000_000L;
    private static final int BYTES = 1_222;
    private static final LinkProfile IDEAL = LinkProfile.GOOD.withDelay(0, 0);
    private static final LinkProfile MEGABIT = IDEAL.withRate(1_000_000, 100 * MILLI);

    @Test
    void aPacketTakesItsBitsAndTheDelay() {
        EmulatedLink link = new EmulatedLink(MEGABIT.withDelay(20 * MILLI, 0), SEED);
        link.offer(packet(), 0);
        assertEquals(List.of(), arrived(link, 30 * MILLI - 1));
        assertEquals(List.of(1L), arrived(link, 30 * MILLI));
        assertEquals(Long.MAX_VALUE, link.nextNanos());
    }

    @Test
    void packetsQueueBehindOneAnother() {
        EmulatedLink link = new EmulatedLink(MEGABIT, SEED);
        for (int i = 0; i < 5; i++) {
            link.offer(packet(), 0);
        }
        assertEquals(50 * MILLI, link.queueNanos(0));
        assertEquals(List.of(1L, 2L), arrived(link, 20 * MILLI));
        assertEquals(List.of(3L, 4L, 5L), arrived(link, 50 * MILLI));
        assertEquals(0, link.queueNanos(50 * MILLI));
    }

    @Test
    void whatFindsTheBufferFullIsDropped() {
        EmulatedLink link = new EmulatedLink(MEGABIT, SEED);
        int taken = 0;
        for (int i = 0; i < 20; i++) {
            taken += link.offer(packet(), 0) ? 1 : 0;
        }
        assertEquals(11, taken, "100 ms are 10 packets, and one finds the queue not longer than that");
        LinkStatistics full = link.take(0);
        assertEquals(20, full.packets());
        assertEquals(9, full.overflowed());
        assertEquals(100 * MILLI, full.maxQueueNanos());
        assertEquals(new LinkStatistics(0, 0, 0, 0, 110 * MILLI, 0), link.take(0), "told once, but for what waits");
    }

    @Test
    void aSlowerRateActsOnWhatWaits() {
        EmulatedLink link = new EmulatedLink(MEGABIT, SEED);
        for (int i = 0; i < 5; i++) {
            link.offer(packet(), 0);
        }
        link.profile(IDEAL.withRate(500_000, 100 * MILLI), 15 * MILLI);
        assertEquals(70 * MILLI, link.queueNanos(15 * MILLI), "half a packet and three at half the rate");
        assertEquals(List.of(1L, 2L), arrived(link, 25 * MILLI));
        assertEquals(List.of(3L, 4L, 5L), arrived(link, 85 * MILLI));
    }

    @Test
    void aFasterRateFreesWhatWaits() {
        EmulatedLink link = new EmulatedLink(MEGABIT, SEED);
        for (int i = 0; i < 5; i++) {
            link.offer(packet(), 0);
        }
        link.profile(IDEAL, 15 * MILLI);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), arrived(link, 15 * MILLI));
    }

    @Test
    void theRateHoldsOverTime() {
        EmulatedLink link = new EmulatedLink(MEGABIT, SEED);
        int arrived = 0;
        for (long now = 0; now < 10_000 * MILLI; now += 5 * MILLI) {
            link.offer(packet(), now); // 2 Mbit/s
            arrived += arrived(link, now).size();
        }
        assertEquals(1_000, arrived, 1);
    }

    @Test
    void jitterKeepsTheOrder() {
        EmulatedLink link = new EmulatedLink(IDEAL.withDelay(20 * MILLI, 30 * MILLI), SEED);
        List<Long> order = pump(link, 1_000, MILLI);
        assertEquals(order.stream().sorted().toList(), order);
        assertEquals(1_000, order.size());
    }

    @Test
    void reorderingDoesNot() {
        EmulatedLink link = new EmulatedLink(LinkProfile.reordering(10), SEED);
        List<Long> order = pump(link, 1_000, MILLI);
        int overtaken = 0;
        for (int i = 1; i < order.size(); i++) {
            overtaken += order.get(i) < order.get(i - 1) ? 1 : 0;
        }
        assertEquals(100, overtaken, 30, "seed " + SEED);
        assertEquals(1_000, order.size());
    }

    @Test
    void lossIsAsOftenAsSaid() {
        EmulatedLink link = new EmulatedLink(LinkProfile.loss(5), SEED);
        assertEquals(9_500, pump(link, 10_000, MILLI).size(), 100, "seed " + SEED);
        assertEquals(500, (double) link.take(0).lost(), 100, "seed " + SEED);
    }

    /// The figures that stand beside the networks: 1 % in the hotel, 2 % on the train.
    @ParameterizedTest
    @CsvSource({"lte, 0", "hotel-wifi, 0.0099", "train, 0.0196"})
    void eachNetworkLosesWhatItSays(String key, double share) {
        AccessNetwork network = AccessNetwork.of(key).orElseThrow();
        for (LinkProfile profile : List.of(network.down(), network.up())) {
            EmulatedLink link = new EmulatedLink(profile, SEED);
            pump(link, 100_000, 20 * MILLI); // 0.5 Mbit/s
            LinkStatistics statistics = link.take(Long.MAX_VALUE);
            assertEquals(100_000, statistics.delivered() + statistics.lost());
            assertEquals(share, statistics.lost() / 100_000.0, share / 5, key + ", seed " + SEED);
        }
    }

    @Test
    void burstsLoseAFewInARow() {
        EmulatedLink link = new EmulatedLink(LinkProfile.GOOD.withBursts(0.002, 0.2), SEED);
        List<Long> order = pump(link, 50_000, MILLI);
        int bursts = 0;
        for (int i = 1; i < order.size(); i++) {
            bursts += order.get(i) > order.get(i - 1) + 1 ? 1 : 0;
        }
        double length = (50_000.0 - order.size()) / bursts;
        assertEquals(5, length, 1.5, "seed " + SEED);
    }

    @Test
    void duplicatesAreMarked() {
        EmulatedLink link = new EmulatedLink(LinkProfile.duplication(100), SEED);
        link.offer(packet(), 0);
        Datagram datagram = link.poll(1_000 * MILLI);
        assertTrue(datagram != null && datagram.doubled);
    }

    @Test
    void theSameSeedMeetsTheSameFate() {
        List<Long> once = pump(new EmulatedLink(AccessNetwork.TRAIN.down(), SEED), 2_000, 7 * MILLI);
        assertEquals(once, pump(new EmulatedLink(AccessNetwork.TRAIN.down(), SEED), 2_000, 7 * MILLI));
        assertFalse(once.equals(pump(new EmulatedLink(AccessNetwork.TRAIN.down(), SEED + 1), 2_000, 7 * MILLI)));
    }

    @Test
    void anUnlimitedBufferIsLimitedAllTheSame() {
        EmulatedLink link = new EmulatedLink(IDEAL.withRate(1_000, Long.MAX_VALUE), SEED);
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            taken += link.offer(packet(), 0) ? 1 : 0;
        }
        assertTrue(taken < 10_000, "took " + taken);
    }

    /// Sends one packet each so often; returns the numbers of those that came, in their order.
    private List<Long> pump(EmulatedLink link, int packets, long everyNanos) {
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < packets; i++) {
            link.offer(packet(), i * everyNanos);
            order.addAll(arrived(link, i * everyNanos));
        }
        order.addAll(arrived(link, packets * everyNanos + 10_000 * MILLI));
        return order;
    }

    private Datagram packet() {
        Datagram datagram = new Datagram();
        datagram.length = BYTES;
        return datagram;
    }

    private static List<Long> arrived(EmulatedLink link, long nowNanos) {
        List<Long> numbers = new ArrayList<>();
        for (Datagram datagram = link.poll(nowNanos); datagram != null; datagram = link.poll(nowNanos)) {
            if (datagram.length > 0) {
                numbers.add(datagram.order);
            }
        }
        return numbers;
    }
}
