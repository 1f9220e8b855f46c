package io.plenum.bwe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtcp.RtcpReader;
import io.plenum.rtcp.TransportFeedback;
import io.plenum.rtp.BigEndian;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Well-formed reports of nonsense: the target stays in its bounds, and nothing is thrown.
class HostileFeedbackTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void nonsenseKeepsTheTargetInItsBounds(long seed) {
        Random random = new Random(seed);
        BweConfig config = BweConfig.defaults();
        BandwidthEstimator estimator = new BandwidthEstimator(config);
        TransportFeedback feedback = new TransportFeedback();
        RtcpReader reader = new RtcpReader();
        estimator.expectFeedback(0);
        estimator.startProbing(0);
        int accepted = 0;
        long now = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextLong(20 * Units.MILLISECOND);
            estimator.onSent(i, 1 + random.nextInt(1_500), now, now, random.nextInt(4));
            byte[] bytes = new byte[20 + 4 * random.nextInt(15)];
            random.nextBytes(bytes);
            BigEndian.put16(bytes, 0, 0x8FCD);
            BigEndian.put16(bytes, 2, bytes.length / 4 - 1);
            bytes[12] = (byte) (i >> 8);
            bytes[14] = 0;
            if (reader.wrap(bytes, 0, bytes.length) && reader.next() && feedback.wrap(reader)) {
                accepted++;
                estimator.onFeedback(feedback, now);
            }
            if (now >= estimator.nextDeadline()) {
                estimator.advance(now);
            }
            long target = estimator.targetBitsPerSecond();
            assertTrue(target >= config.minimum() && target <= config.maximum(), "seed " + seed + ", step " + i);
        }
        assertTrue(accepted > 1_000, "seed " + seed + ": only " + accepted + " accepted");
    }
}
