package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.HeaderExtension;
import io.plenum.loadtest.link.AccessNetwork;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.Dialect;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.Link;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Simulation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A publisher behind a narrow uplink, in virtual time, with feedback that takes as long as a real one.
class UplinkControlTest {
    private static final long SEED = 20_261_121;
    private static final String SEED_NAMED = "seed " + SEED;
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long TICK = 5 * MILLI;
    private static final long FEEDBACK = 100 * MILLI;
    private static final long DELAY = 30 * MILLI;
    private static final int AUDIO = Dialect.CHROMIUM.opus().payloadType();
    private static final int TRANSPORT_CC = Dialect.CHROMIUM.extensions().id(HeaderExtension.TRANSPORT_CC);

    /// 100, 300 and 900 kbit/s.
    private static final LayeredShape SIMULCAST = LayeredShape.VP8_SIMULCAST;

    /// A webinar's.
    private static final LayeredShape SINGLE = Camera.VP8.shape(720, 30, 1_500_000);

    @Test
    void everythingIsSentWhereItFits() {
        Uplink uplink = new Uplink(SIMULCAST, wide(3_000_000), SEED);
        uplink.run(10 * SECOND);
        assertEquals(3, uplink.layers, SEED_NAMED);
    }

    @Test
    void onlyWhatFitsIsSentAfterASecondOrTwo() {
        Uplink uplink = new Uplink(SIMULCAST, wide(700_000), SEED);
        uplink.run(2 * SECOND);
        assertEquals(2, uplink.layers, SEED_NAMED);
        long sent = uplink.up.sent();
        long lost = uplink.up.lost();
        uplink.run(10 * SECOND);
        assertTrue(uplink.up.lost() - lost <= (uplink.up.sent() - sent) / 100, SEED_NAMED);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCameraOfOneQualityFollowsALinkThatDoesNotCarryIt(long seed) {
        Uplink uplink = new Uplink(SINGLE, AccessNetwork.TRAIN.up(), seed);
        uplink.run(10 * SECOND);
        uplink.forget();
        uplink.run(20 * SECOND);
        double kilobits = uplink.bytes * 8 / 20e3;
        assertTrue(kilobits > 450 && kilobits < 650, kilobits + " kbit/s of 700, seed " + seed);
        assertTrue(uplink.delay(95) < 200 * MILLI, uplink.delay(95) + " ns of delay, seed " + seed);
        assertTrue(uplink.pictures > 20 * 30 * 0.95, uplink.pictures + " pictures, seed " + seed);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aCameraOfOneQualityIsWholeAgainWhenTheLinkCarriesIt(long seed) {
        Uplink uplink = new Uplink(SINGLE, AccessNetwork.TRAIN.up(), seed);
        uplink.run(10 * SECOND);
        uplink.up.profile(wide(3_000_000));
        uplink.run(25 * SECOND);
        uplink.forget();
        uplink.run(5 * SECOND);
        double kilobits = uplink.bytes * 8 / 5e3;
        assertTrue(kilobits > 1_500, kilobits + " kbit/s, seed " + seed);
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatCarriesItAllChangesNothing(Camera camera) {
        for (int kilobits : new int[] {100, 400, 1_500}) {
            LayeredShape shape = camera.shape(720, 30, kilobits * 1_000);
            Uplink uplink = new Uplink(shape, wide(20_000_000), SEED);
            FakePublisher alone = uplink.publisher("alone");
            long[] bytes = {0};
            for (int i = 0; i < 10 * SECOND / TICK; i++) {
                uplink.run(TICK);
                alone.advance(uplink.simulation.nowNanos(), (packet, length) -> bytes[0] += media(packet, length));
            }
            assertEquals(bytes[0], uplink.bytes, camera + " of " + kilobits + " kbit/s, " + SEED_NAMED);
        }
    }

    @Test
    void theReceiversOwnLimitIsObeyed() {
        Uplink uplink = new Uplink(SINGLE, wide(20_000_000), SEED);
        byte[] out = new byte[100];
        RtcpWriter writer = new RtcpWriter().start(out, 0, out.length);
        writer.receiverReport(1);
        writer.remb(1, 400_000, new long[] {2}, 1);
        uplink.control.received(out, writer.length(), 0);
        assertEquals(Math.round(0.95 * (400_000 - 60_000)), uplink.control.encoderBitsPerSecond());
    }

    @Test
    void whatTheServerHasNoUseForTakesNoPlace() {
        Uplink uplink = new Uplink(SIMULCAST, wide(700_000), SEED);
        uplink.control.wanted(List.of(true, false, true));
        assertEquals(3, uplink.control.advance(0));
        uplink.control.wanted(List.of(true, false, false));
        assertEquals(1, uplink.control.advance(0));
        uplink.control.wanted(List.of(false, false, false));
        assertEquals(0, uplink.control.advance(0));
        uplink.control.wanted(List.of(true, true, true));
        uplink.run(3 * SECOND);
        assertEquals(2, uplink.layers, SEED_NAMED);
        uplink.control.wanted(List.of(false, false, true));
        assertEquals(3, uplink.control.advance(uplink.simulation.nowNanos()), "the only one stays, at a lower rate");
    }

    @Test
    void anEncodingOfSeveralSpatialLayersIsWantedWithAllOfThem() {
        UplinkControl control = new UplinkControl(Camera.VP9_SVC.shape(720, 30, 900_000));
        control.wanted(List.of(true));
        assertEquals(3, control.advance(0));
        control.wanted(List.of(false));
        assertEquals(0, control.advance(0));
    }

    private static LinkProfile wide(long bitsPerSecond) {
        return LinkProfile.GOOD.withDelay(DELAY, 0).withRate(bitsPerSecond, 400 * MILLI);
    }

    private static int media(byte[] packet, int length) {
        return RtpPacket.isRtcp(packet, length) ? 0 : length;
    }

    /// A publisher and what is between it and the server.
    private static final class Uplink {
        final Simulation simulation;
        final UplinkControl control;
        final FakePublisher publisher;
        final Link up;
        int layers;
        long bytes;
        long pictures;
        private final LayeredShape camera;
        private final TwccRecorder recorder = new TwccRecorder();
        private final Link back;
        private final double bytesPerNano;
        private final ArrayDeque<byte[]> paced = new ArrayDeque<>();
        private final long[] sentNanos = new long[1 << 16];
        private final List<Long> delays = new ArrayList<>();
        private final RtpPacket rtp = new RtpPacket();
        private double credit;

        Uplink(LayeredShape camera, LinkProfile profile, long seed) {
            this.camera = camera;
            simulation = new Simulation(seed);
            control = new UplinkControl(camera);
            publisher = publisher("ann");
            bytesPerNano = 2.5 * camera.bitsOf(Math.max(camera.encodings(), camera.spatialLayers())) / 8 / SECOND;
            up = new Link(simulation, "up", profile, this::arrived);
            back = new Link(
                    simulation,
                    "back",
                    LinkProfile.GOOD.withDelay(DELAY, 0),
                    packet -> control.received(packet, packet.length, simulation.nowNanos()));
        }

        /// All of one seed are the same.
        FakePublisher publisher(String name) {
            PublisherOptions options = PublisherOptions.PERSON.filming(camera);
            return new FakePublisher(name, options, 0, 10, new Random(SEED), 0);
        }

        void run(long nanos) {
            long end = simulation.nowNanos() + nanos;
            while (simulation.nowNanos() < end) {
                simulation.runUntil(simulation.nowNanos() + TICK);
                long now = simulation.nowNanos();
                layers = control.advance(now);
                publisher.limit(layers);
                publisher.encodeAt(control.encoderBitsPerSecond());
                publisher.advance(now, this::made);
                pace(now);
                if (now % FEEDBACK == 0) {
                    feedback();
                }
            }
        }

        private void made(byte[] packet, int length) {
            bytes += media(packet, length);
            if (media(packet, length) > 0) {
                paced.add(Arrays.copyOf(packet, length));
                rtp.wrap(packet, 0, length);
                pictures += rtp.marker() && rtp.payloadType() != AUDIO ? 1 : 0;
            }
        }

        private void pace(long now) {
            credit = Math.min(3_000, credit + bytesPerNano * TICK);
            while (!paced.isEmpty() && credit > 0) {
                byte[] packet = paced.remove();
                credit -= packet.length;
                int sequence = sequence(packet);
                sentNanos[sequence] = now;
                control.sent(sequence, packet.length, now);
                up.send(packet, packet.length);
            }
        }

        private int sequence(byte[] packet) {
            rtp.wrap(packet, 0, packet.length);
            return BigEndian.u16(packet, rtp.extensionOffset(TRANSPORT_CC));
        }

        private void arrived(byte[] packet) {
            int sequence = sequence(packet);
            delays.add(simulation.nowNanos() - sentNanos[sequence]);
            recorder.arrived(sequence, simulation.nowNanos());
        }

        private void feedback() {
            byte[] out = new byte[1_200];
            RtcpWriter writer = new RtcpWriter().start(out, 0, out.length);
            writer.receiverReport(1);
            int report = writer.length();
            int more = recorder.write(out, report, 1, 2);
            if (more > 0) {
                byte[] whole = Arrays.copyOf(out, report + more);
                back.send(whole, whole.length);
            }
        }

        /// What counts begins now.
        void forget() {
            bytes = 0;
            pictures = 0;
            delays.clear();
        }

        long delay(int percent) {
            delays.sort(null);
            return delays.get(delays.size() * percent / 100);
        }
    }
}
