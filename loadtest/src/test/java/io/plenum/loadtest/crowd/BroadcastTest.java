package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.HeaderExtension;
import io.plenum.loadtest.media.Roster;
import io.plenum.loadtest.media.Tally;
import io.plenum.loadtest.scenario.Camera;
import io.plenum.rtcp.RtcpWriter;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.Dialect;
import io.plenum.sim.PublisherOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// What a publisher sends when the server says what it has use for.
class BroadcastTest {
    private static final long TICK = 5_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final Dialect DIALECT = Dialect.CHROMIUM;
    private static final int RID = DIALECT.extensions().id(HeaderExtension.RID);

    private final RtpPacket rtp = new RtpPacket();
    private final Set<String> seen = new TreeSet<>();
    private long bytes;
    private long now;

    @Test
    void onlyTheEncodingsThatAreWantedAreSent() {
        Broadcast broadcast = broadcast(Camera.VP8_SIMULCAST);
        assertEquals(Set.of("r0", "r1", "r2"), second(broadcast));
        broadcast.wanted(List.of(true, false, true));
        assertEquals(Set.of("r0", "r2"), second(broadcast));
        broadcast.wanted(List.of(false, true, false));
        assertEquals(Set.of("r1"), second(broadcast));
        broadcast.wanted(List.of(false, false, false));
        assertEquals(Set.of(), second(broadcast));
        broadcast.wanted(List.of(true, true, true));
        assertEquals(Set.of("r0", "r1", "r2"), second(broadcast));
    }

    @Test
    void aMessageAboutOtherEncodingsIsNoReasonToStop() {
        Broadcast broadcast = broadcast(Camera.VP8_SIMULCAST);
        broadcast.wanted(List.of(false));
        assertEquals(Set.of("r0", "r1", "r2"), second(broadcast));
    }

    @Test
    void aCameraOfOneEncodingIsSwitchedOffAndOn() {
        Broadcast broadcast = broadcast(Camera.VP9_SVC);
        broadcast.wanted(List.of(false));
        assertEquals(Set.of(), second(broadcast));
        broadcast.wanted(List.of(true));
        assertEquals(Set.of(""), second(broadcast));
    }

    @Test
    void aCameraOfOneQualityIsEncodedAtWhatTheServerAllows() {
        Broadcast broadcast = broadcast(Camera.VP8);
        second(broadcast);
        long before = bytes;
        byte[] limit = new byte[100];
        RtcpWriter writer = new RtcpWriter().start(limit, 0, limit.length);
        writer.receiverReport(1);
        writer.remb(1, 200_000, new long[] {2}, 1);
        broadcast.received(limit, writer.length(), now);
        second(broadcast);
        assertTrue(before > 300_000 / 8 && bytes < 200_000 / 8, bytes + " bytes after " + before);
    }

    private Broadcast broadcast(Camera camera) {
        PublisherOptions options =
                PublisherOptions.PERSON.filming(camera.shape(720, 30, 300_000)).sending(false, true);
        Seat seat = Seat.of("room", "ann", options, 0, 0, 1);
        Broadcast broadcast = new Broadcast(seat, 1, new Random(1), this::sent, new Tally(), new Roster().enter(), now);
        broadcast.begin(now);
        return broadcast;
    }

    /// The encodings of which packets come within a second, by their names, once what was made before is sent.
    private Set<String> second(Broadcast broadcast) {
        advance(broadcast);
        seen.clear();
        bytes = 0;
        advance(broadcast);
        return Set.copyOf(seen);
    }

    private void advance(Broadcast broadcast) {
        for (long end = now + SECOND; now < end; now += TICK) {
            broadcast.advance(now);
        }
    }

    private void sent(byte[] packet, int length) {
        if (!RtpPacket.isRtcp(packet, length) && rtp.wrap(packet, 0, length)) {
            bytes += length;
            int rid = rtp.extensionOffset(RID);
            seen.add(rid < 0 ? "" : new String(packet, rid, rtp.extensionLength(RID), StandardCharsets.US_ASCII));
        }
    }
}
