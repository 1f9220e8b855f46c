package io.plenum.sim;

import io.plenum.rtp.BigEndian;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A camera: frames of a few packets each, a key frame at the start and whenever one is asked for.
final class Vp8Source implements VideoSource {
    /// The frame tag, start code and size of a key frame (RFC 6386 §9.1); others leave it empty.
    static final int FRAME_HEADER = 10;

    /// Between capture and sending: what makes lips go out of sync where sender reports are not used.
    private static final long ENCODING_NANOS = Times.millis(30);

    private static final int MAX_FRAGMENT = 1_100;
    private static final int KEY_FRAME_FACTOR = 5;

    /// The layer of each frame in a cycle, by the number of layers (libvpx's patterns).
    private static final int[][] PATTERNS = {{}, {0}, {0, 1}, {0, 2, 1, 2}};

    private final long track;
    private final OutgoingStream stream;
    private final Vp8Shape shape;
    private final Random random;
    private final byte[] payload = new byte[6 + MAX_FRAGMENT];
    private final long[] lastOfLayer = new long[3];
    private long frame;
    private int patternPosition;
    private long nextNanos;
    private int pictureId;
    private int tl0PicIdx;
    private boolean keyFrameWanted = true;
    private boolean enabled = true;
    private boolean wanted = true;
    private long keyFrames;

    Vp8Source(long track, OutgoingStream stream, Vp8Shape shape, Random random, long startNanos) {
        this.track = track;
        this.stream = stream;
        this.shape = shape;
        this.random = random;
        this.nextNanos = startNanos;
        this.pictureId = random.nextInt(1 << 15);
        this.tl0PicIdx = random.nextInt(256);
    }

    @Override
    public List<OutgoingStream> streams() {
        return List.of(stream);
    }

    /// It has one layer.
    @Override
    public void limit(int layers) {}

    /// Its rate is part of the scenario.
    @Override
    public void encodeAt(long bitsPerSecond) {}

    /// One that comes back begins with a key frame.
    @Override
    public void wanted(List<Boolean> encodings) {
        keyFrameWanted |= encodings.getFirst() && !wanted;
        wanted = encodings.getFirst();
    }

    /// It sends none.
    @Override
    public void padding(int packets) {}

    @Override
    public long keyFrames() {
        return keyFrames;
    }

    @Override
    public void wantKeyFrame(int encoding) {
        keyFrameWanted = true;
    }

    @Override
    public void enabled(boolean changed) {
        enabled = changed;
    }

    @Override
    public long advance(long nowNanos, Wire wire) {
        while (nextNanos <= nowNanos) {
            if (enabled && wanted) {
                frame(nextNanos - ENCODING_NANOS, nowNanos, wire);
            }
            nextNanos += Times.seconds(1) / shape.framesPerSecond();
        }
        return nextNanos;
    }

    private void frame(long captureNanos, long nowNanos, Wire wire) {
        boolean key = keyFrameWanted;
        keyFrameWanted = false;
        patternPosition = key ? 0 : patternPosition + 1;
        int[] pattern = PATTERNS[shape.temporalLayers()];
        int layer = pattern[patternPosition % pattern.length];
        long reference = key ? -1 : reference(layer);
        lastOfLayer[layer] = ++frame;
        if (key) {
            keyFrames++;
            Arrays.fill(lastOfLayer, frame);
        }
        pictureId = (pictureId + 1) & 0x7FFF;
        tl0PicIdx = (tl0PicIdx + (layer == 0 ? 1 : 0)) & 0xFF;
        packets(new MediaStamp(track, frame, reference, captureNanos, 0, packetsOf(key)), layer, nowNanos, wire);
    }

    /// The newest frame of this layer's foundation: the base layer builds on itself, others on what lies below.
    private long reference(int layer) {
        long newest = lastOfLayer[0];
        for (int below = 1; below < layer; below++) {
            newest = Math.max(newest, lastOfLayer[below]);
        }
        return newest;
    }

    private int packetsOf(boolean key) {
        int bytes = shape.bitsPerSecond() / 8 / shape.framesPerSecond();
        int size = bytes / 2 + random.nextInt(bytes) + 1;
        return Math.ceilDiv(key ? size * KEY_FRAME_FACTOR : size, MAX_FRAGMENT);
    }

    private void packets(MediaStamp first, int layer, long nowNanos, Wire wire) {
        for (int packet = 0; packet < first.packets(); packet++) {
            MediaStamp stamp =
                    new MediaStamp(track, frame, first.reference(), first.captureNanos(), packet, first.packets());
            int length = descriptor(packet == 0, layer);
            frameHeader(length, packet == 0, stamp.isKeyFrame());
            stamp.write(payload, length + FRAME_HEADER);
            boolean last = packet == first.packets() - 1;
            int fragment = last ? MAX_FRAGMENT - random.nextInt(MAX_FRAGMENT / 2) : MAX_FRAGMENT;
            stream.send(payload, length + fragment, last, stamp.captureNanos(), -1, nowNanos, wire);
        }
    }

    /// RFC 7741 §4.2; returns its length.
    private int descriptor(boolean start, int layer) {
        boolean layered = shape.temporalLayers() > 1;
        payload[0] = (byte) (start ? 0x10 : 0);
        if (!layered && shape.pictureIdBits() == 0) {
            return 1;
        }
        int length = 2;
        payload[0] |= (byte) 0x80;
        payload[1] = (byte) ((shape.pictureIdBits() > 0 ? 0x80 : 0) | (layered ? 0x60 : 0));
        if (shape.pictureIdBits() == 15) {
            BigEndian.put16(payload, length, 0x8000 | pictureId);
            length += 2;
        } else if (shape.pictureIdBits() == 7) {
            BigEndian.put8(payload, length++, pictureId & 0x7F);
        }
        if (layered) {
            BigEndian.put8(payload, length++, tl0PicIdx);
            BigEndian.put8(payload, length++, layer << 6 | (isSync(layer) ? 0x20 : 0));
        }
        return length;
    }

    /// Whether it refers to the base layer only.
    private boolean isSync(int layer) {
        return layer > 0 && patternPosition % PATTERNS[shape.temporalLayers()].length < 3;
    }

    private void frameHeader(int at, boolean start, boolean key) {
        Arrays.fill(payload, at, at + FRAME_HEADER, (byte) 0);
        if (!start) {
            return;
        }
        payload[at] = (byte) (key ? 0x10 : 0x11);
        if (key) {
            BigEndian.put24(payload, at + 3, 0x9D012A);
            payload[at + 6] = (byte) shape.width();
            payload[at + 7] = (byte) (shape.width() >> 8);
            payload[at + 8] = (byte) shape.height();
            payload[at + 9] = (byte) (shape.height() >> 8);
        }
    }
}
