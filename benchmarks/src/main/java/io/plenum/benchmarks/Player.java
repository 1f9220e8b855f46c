package io.plenum.benchmarks;

import io.plenum.benchmarks.Recording.Sent;
import io.plenum.benchmarks.Recording.Stream;
import io.plenum.memory.Packet;
import io.plenum.rtp.BigEndian;
import java.util.Arrays;
import java.util.List;

/// Sends a [Recording] again and again: numbers and times go on as if it had never stopped. Its reports are sent once:
/// from then on its clock is known. Encodings that nobody watches are left out, as by a browser.
final class Player {
    private static final int SEQUENCE = 2;
    private static final int TIMESTAMP = 4;

    private final Recording recording;
    private final long startNanos;
    private final int[] sequences;
    private final boolean[] wanted;
    private int transport;
    private int position;
    private int round;

    Player(Recording recording, long startNanos) {
        this.recording = recording;
        this.startNanos = startNanos;
        this.sequences = new int[recording.streams().size()];
        this.wanted = new boolean[recording.streams().size()];
        Arrays.fill(wanted, true);
    }

    /// When the packet that comes next is sent.
    long nextNanos() {
        return startNanos + round * Recording.NANOS + next().nanos;
    }

    private Sent next() {
        return recording.packets().get(position);
    }

    /// @param track its place among those of the recording
    void wanted(int track, List<Boolean> encodings) {
        for (int i = 0; i < wanted.length; i++) {
            Stream stream = recording.streams().get(i);
            if (stream.track() == track) {
                wanted[i] = encodings.get(stream.encoding());
            }
        }
    }

    void write(Packet packet) {
        Sent sent = next();
        System.arraycopy(sent.bytes, 0, packet.bytes(), 0, sent.bytes.length);
        packet.length(sent.bytes.length);
        if (sent.stream != Recording.REPORT) {
            goOn(packet.bytes(), sent);
        }
        do {
            step();
        } while (isLeftOut(next()));
    }

    private void goOn(byte[] bytes, Sent sent) {
        long ticks = round
                * (Recording.NANOS / 1_000_000)
                * recording.streams().get(sent.stream).clockKilohertz();
        BigEndian.put16(bytes, SEQUENCE, ++sequences[sent.stream]);
        BigEndian.put32(bytes, TIMESTAMP, BigEndian.u32(bytes, TIMESTAMP) + ticks);
        BigEndian.put16(bytes, sent.transportAt, ++transport);
    }

    private void step() {
        position++;
        if (position == recording.packets().size()) {
            position = 0;
            round++;
        }
    }

    private boolean isLeftOut(Sent sent) {
        return sent.stream == Recording.REPORT ? round > 0 : !wanted[sent.stream];
    }
}
