package io.plenum.loadtest.media;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.MediaKind;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Recordings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A simulated camera behind the pacer, in virtual time.
class SendPacerTest {
    private static final long MILLI = 1_000_000L;
    private static final long TICK = 5 * MILLI;
    private static final PublisherOptions PERSON = PublisherOptions.PERSON;

    private final Seal seal = new Seal(1, Set.of());
    private final List<Integer> numbers = new ArrayList<>();
    private final RtpPacket rtp = new RtpPacket();
    private int sentInTick;
    private int audio;
    private int video;

    private final SendPacer pacer = new SendPacer(
            seal,
            PERSON.dialect().opus().payloadType(),
            PERSON.dialect().extensions(),
            PERSON.shape().bitsPerSecond(),
            new SendPacer.Sink() {
                @Override
                public void rtp(byte[] packet, int length, int transportSequence, long nowNanos) {
                    sent(packet, length, transportSequence);
                }

                @Override
                public void rtcp(byte[] packet, int length) {
                    // reports are not what is paced here
                }
            });

    private final FakePublisher camera =
            new FakePublisher("ann", PERSON, 0, 10, new Random(1), 0, seal, Recordings.NONE);

    private void sent(byte[] packet, int length, int transportSequence) {
        assertTrue(rtp.wrap(packet, 0, length));
        numbers.add(transportSequence);
        sentInTick++;
        if (rtp.payloadType() == PERSON.dialect().opus().payloadType()) {
            audio++;
        } else {
            video++;
        }
    }

    @Test
    void aKeyFrameIsNoBurstAndNothingIsLeftBehind() {
        int most = 0;
        for (long now = 0; now < 2_000 * MILLI; now += TICK) {
            sentInTick = 0;
            camera.advance(now, pacer);
            pacer.advance(now);
            most = Math.max(most, sentInTick);
        }
        camera.enabled(MediaKind.VIDEO, false);
        pacer.advance(2_200 * MILLI);
        pacer.advance(2_400 * MILLI);
        assertEquals(camera.packetsSent(MediaKind.VIDEO), video);
        assertEquals(camera.packetsSent(MediaKind.AUDIO), audio);
        assertTrue(most <= 5, most + " packets at once");
    }

    @Test
    void transportNumbersFollowTheOrderOfSending() {
        for (long now = 0; now < 1_000 * MILLI; now += TICK) {
            camera.advance(now, pacer);
            pacer.advance(now);
        }
        for (int i = 1; i < numbers.size(); i++) {
            assertEquals(numbers.get(i - 1) + 1, numbers.get(i));
        }
    }

    /// Nobody lets the pacer send: what it has no room for must not look like a server's loss.
    @Test
    void whatThereIsNoRoomForIsCounted() {
        long rtp = 0;
        for (long now = 0; rtp < 3_000; now += TICK) {
            camera.advance(now, pacer);
            rtp = camera.packetsSent(MediaKind.VIDEO);
        }
        assertEquals(rtp - 2_048, pacer.takeOverflowed());
        assertEquals(0, pacer.takeOverflowed());
    }
}
