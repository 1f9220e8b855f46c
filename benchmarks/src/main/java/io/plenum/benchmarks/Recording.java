package io.plenum.benchmarks;

import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.rtp.BigEndian;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.PublisherOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a simulated camera or microphone sent in some seconds, to be sent again and again: numbers and times go on as
/// if it had never stopped. Its reports are sent once: from then on its clock is known.
final class Recording {
    /// A multiple of all cycles of layers, so that each round begins like the first.
    private static final long NANOS = 4_000_000_000L;

    private static final long STEP_NANOS = 1_000_000;

    private final TrackSpec track;
    private final List<byte[]> packets = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();
    /// How many packets the stream of each packet has in a round.
    private final int[] lengths;
    private int position;
    private int round;

    Recording(StreamKind stream) {
        PublisherOptions options = PublisherOptions.PERSON.sending(
                stream.shape().isEmpty(), stream.shape().isPresent());
        FakePublisher publisher = new FakePublisher(
                "bench", stream.shape().map(options::filming).orElse(options), 0, 10, new Random(1), 0);
        track = publisher.tracks().getFirst();
        RtpPacket rtp = new RtpPacket();
        Map<Long, Integer> byStream = new HashMap<>();
        for (long at = 0; at < NANOS; at += STEP_NANOS) {
            long now = at;
            publisher.advance(at, (bytes, length) -> {
                if (RtpPacket.isRtcp(bytes, length)) {
                    packets.add(Arrays.copyOf(bytes, length));
                    times.add(now);
                } else if (rtp.wrap(bytes, 0, length)) {
                    packets.add(Arrays.copyOf(bytes, length));
                    times.add(now);
                    byStream.merge(rtp.ssrc(), 1, Integer::sum);
                }
            });
        }
        lengths = packets.stream()
                .mapToInt(bytes -> isReport(bytes) ? 0 : byStream.getOrDefault(BigEndian.u32(bytes, 8), 0))
                .toArray();
    }

    private static boolean isReport(byte[] bytes) {
        return RtpPacket.isRtcp(bytes, bytes.length);
    }

    TrackSpec track() {
        return track;
    }

    /// When the packet that comes next was sent.
    long nextNanos() {
        return round * NANOS + times.get(position);
    }

    /// The next packet. Each round begins with a key frame, as if somebody had asked for one.
    void write(Packet packet) {
        byte[] bytes = packets.get(position);
        System.arraycopy(bytes, 0, packet.bytes(), 0, bytes.length);
        packet.length(bytes.length);
        if (!isReport(bytes)) {
            goOn(packet, bytes);
        }
        step();
    }

    private void goOn(Packet packet, byte[] bytes) {
        int shift = round * lengths[position];
        long ticks = round * (NANOS / 1_000_000) * clockKilohertz();
        BigEndian.put16(packet.bytes(), 2, BigEndian.u16(bytes, 2) + shift);
        BigEndian.put32(packet.bytes(), 4, BigEndian.u32(bytes, 4) + ticks);
    }

    private void step() {
        do {
            position++;
            if (position == packets.size()) {
                position = 0;
                round++;
            }
        } while (round > 0 && isReport(packets.get(position)));
    }

    private int clockKilohertz() {
        return track.payloads().getFirst().codec().clockRate() / 1_000;
    }
}
