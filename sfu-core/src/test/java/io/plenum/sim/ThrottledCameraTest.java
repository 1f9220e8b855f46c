package io.plenum.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.rtp.RtpPacket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A camera that may send less than it would keeps to that, and what it sends stays sound.
class ThrottledCameraTest {
    private static final long SEED = 31;
    private static final long SECONDS = 10;
    private static final RtpPacket RTP = new RtpPacket();

    /// What came out of one in ten seconds.
    private record Shot(double kilobits, long pictures, List<String> violations) {}

    static Stream<LayeredShape> cameras() {
        return LayeredCheckerTest.cameras();
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void halfTheRateIsSmallerPictures(LayeredShape camera) {
        Shot full = shoot(camera, Long.MAX_VALUE);
        double half = full.kilobits() / 2;
        Shot throttled = shoot(camera, Math.round(half * 1_000));
        assertEquals(List.of(), throttled.violations());
        assertEquals(half, throttled.kilobits(), half * 0.08, "but for what the first key frame took");
        assertTrue(throttled.pictures() >= full.pictures() * 0.98, throttled + " of " + full);
    }

    @ParameterizedTest
    @MethodSource("cameras")
    void aVeryLowRateIsFewerPictures(LayeredShape camera) {
        Shot throttled = shoot(camera, 50_000);
        assertEquals(List.of(), throttled.violations());
        assertEquals(50, throttled.kilobits(), 5);
        assertTrue(throttled.pictures() > 10 && throttled.pictures() < 150, throttled::toString);
    }

    @Test
    void aRateThatIsEnoughChangesNothing() {
        LayeredShape camera = LayeredCheckerTest.cameras().findFirst().orElseThrow();
        Shot full = shoot(camera, Long.MAX_VALUE);
        assertEquals(full, shoot(camera, Math.round(full.kilobits() * 1_500)));
    }

    private static Shot shoot(LayeredShape camera, long bitsPerSecond) {
        int type = Dialect.CHROMIUM.video(camera.format()).payloadType();
        long[] bytes = {0};
        Loopback loopback = new Loopback(SEED, PublisherOptions.PERSON.filming(camera), LinkProfile.GOOD, packet -> {
            boolean video = !RtpPacket.isRtcp(packet, packet.length)
                    && RTP.wrap(packet, 0, packet.length)
                    && RTP.payloadType() == type;
            bytes[0] += video ? RTP.payloadLength() : 0;
            return packet;
        });
        loopback.publisher().encodeAt(bitsPerSecond);
        loopback.run(Times.seconds(SECONDS));
        return new Shot(
                bytes[0] * 8 / 1e3 / SECONDS,
                loopback.video().log().count(),
                loopback.subscriber().violations().list());
    }
}
