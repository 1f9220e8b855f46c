package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.receive.TwccRecorder;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.BigEndian;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.Link;
import io.plenum.sim.LinkProfile;
import io.plenum.sim.Simulation;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/// A publisher of 100, 300 and 900 kbit/s, in virtual time, with feedback that takes as long as a real one.
class UplinkControlTest {
    private static final long SEED = 20_261_121;
    private static final long MILLI = 1_000_000L;
    private static final long TICK = 5 * MILLI;
    private static final long FEEDBACK = 100 * MILLI;
    private static final long DELAY = 30 * MILLI;
    private static final long SECOND = 1_000 * MILLI;
    private static final int PACKET = 1_100;
    private static final LayeredShape CAMERA = LayeredShape.VP8_SIMULCAST;

    private final Simulation simulation = new Simulation(SEED);
    private final UplinkControl control = new UplinkControl(CAMERA);
    private final TwccRecorder recorder = new TwccRecorder();
    private final Link back = new Link(
            simulation,
            "back",
            LinkProfile.GOOD.withDelay(DELAY, 0),
            bytes -> control.received(bytes, bytes.length, simulation.nowNanos()));
    private final byte[] packet = new byte[PACKET];
    private int sequence;
    private double credit;
    private int layers;

    @Test
    void everythingIsSentWhereItFits() {
        run(uplink(3_000_000), 10 * SECOND);
        assertEquals(3, layers, "seed " + SEED);
    }

    @Test
    void onlyWhatFitsIsSentAfterASecondOrTwo() {
        Link uplink = uplink(700_000);
        run(uplink, 2 * SECOND);
        assertEquals(2, layers, "seed " + SEED);
        long sent = uplink.sent();
        long lost = uplink.lost();
        run(uplink, 10 * SECOND);
        assertTrue(uplink.lost() - lost <= (uplink.sent() - sent) / 100, "seed " + SEED);
    }

    @Test
    void whatTheServerHasNoUseForIsNotSent() {
        control.wanted(1);
        run(uplink(3_000_000), SECOND);
        assertEquals(1, layers);
        control.wanted(0);
        assertEquals(0, control.advance(simulation.nowNanos()));
    }

    private Link uplink(long bitsPerSecond) {
        return new Link(
                simulation,
                "up",
                LinkProfile.GOOD.withDelay(DELAY, 0).withRate(bitsPerSecond, 400 * MILLI),
                bytes -> recorder.arrived(BigEndian.u16(bytes, 0), simulation.nowNanos()));
    }

    private void run(Link uplink, long nanos) {
        long end = simulation.nowNanos() + nanos;
        for (long now = simulation.nowNanos(); now < end; now += TICK) {
            simulation.runUntil(now);
            send(uplink, now);
            if (now % FEEDBACK == 0) {
                feedback();
            }
        }
    }

    private void send(Link uplink, long now) {
        layers = control.advance(now);
        credit += CAMERA.bitsOf(layers) / 8.0 * TICK / SECOND;
        while (credit >= PACKET) {
            credit -= PACKET;
            sequence = (sequence + 1) & 0xFFFF;
            BigEndian.put16(packet, 0, sequence);
            control.sent(sequence, PACKET, now);
            uplink.send(packet, PACKET);
        }
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
}
