package io.plenum.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// A camera of several qualities: simulcast, spatial and temporal layers, in any format.
final class LayeredSource implements VideoSource {
    private static final long ENCODING_NANOS = Times.millis(30);
    private static final int MAX_FRAGMENT = 1_100;
    private static final int KEY_FRAME_FACTOR = 5;

    /// The temporal layer of each picture in a cycle, by the number of layers.
    private static final int[][] PATTERNS = {{}, {0}, {0, 1}, {0, 2, 1, 2}};

    private final long track;
    private final LayeredShape shape;
    private final Random random;
    private final List<Encoding> encodings = new ArrayList<>();
    private final byte[] payload = new byte[LayeredPayload.MAX_START + MAX_FRAGMENT];
    private long frame;
    private long nextNanos;
    private long keyFrames;
    private boolean enabled = true;
    private int limit = Integer.MAX_VALUE;

    /// One stream of the simulcast.
    private static final class Encoding {
        final int index;
        final OutgoingStream stream;
        final LayeredPayload start;
        final long[][] last;
        int position;
        boolean keyFrameWanted = true;
        boolean wanted = true;

        Encoding(int index, OutgoingStream stream, LayeredShape shape, Random random) {
            this.index = index;
            this.stream = stream;
            this.start = new LayeredPayload(shape, index, random);
            this.last = new long[shape.spatialLayers()][shape.temporalLayers()];
        }
    }

    LayeredSource(long track, List<OutgoingStream> streams, LayeredShape shape, Random random, long startNanos) {
        this.track = track;
        this.shape = shape;
        this.random = random;
        this.nextNanos = startNanos;
        for (OutgoingStream stream : streams) {
            encodings.add(new Encoding(encodings.size(), stream, shape, random));
        }
    }

    @Override
    public List<OutgoingStream> streams() {
        return encodings.stream().map(encoding -> encoding.stream).toList();
    }

    @Override
    public void wantKeyFrame(int encoding) {
        encodings.get(encoding).keyFrameWanted = true;
    }

    @Override
    public long keyFrames() {
        return keyFrames;
    }

    @Override
    public void enabled(boolean changed) {
        enabled = changed;
    }

    /// A stream that comes back begins with a key frame, and so does one that gets a spatial layer more.
    @Override
    public void limit(int layers) {
        if (layers > limit) {
            encodings.stream()
                    .filter(encoding -> shape.spatialLayers() > 1 || encoding.index >= limit)
                    .forEach(encoding -> encoding.keyFrameWanted = true);
        }
        limit = layers;
    }

    /// A stream that comes back begins with a key frame.
    @Override
    public void wanted(List<Boolean> which) {
        for (Encoding encoding : encodings) {
            encoding.keyFrameWanted |= which.get(encoding.index) && !encoding.wanted;
            encoding.wanted = which.get(encoding.index);
        }
    }

    @Override
    public long advance(long nowNanos, Wire wire) {
        while (nextNanos <= nowNanos) {
            for (Encoding encoding : encodings) {
                if (enabled && encoding.wanted && (encodings.size() == 1 || encoding.index < limit)) {
                    picture(encoding, nextNanos - ENCODING_NANOS, nowNanos, wire);
                }
            }
            nextNanos += Times.seconds(1) / shape.framesPerSecond();
        }
        return nextNanos;
    }

    private void picture(Encoding encoding, long captureNanos, long nowNanos, Wire wire) {
        boolean key = encoding.keyFrameWanted;
        encoding.keyFrameWanted = false;
        encoding.position = key ? 0 : encoding.position + 1;
        keyFrames += key ? 1 : 0;
        int[] pattern = PATTERNS[shape.temporalLayers()];
        int temporal = pattern[encoding.position % pattern.length];
        int layers = Math.min(limit, shape.spatialLayers());
        encoding.start.picture(key, temporal, encoding.position % pattern.length, layers);
        long below = -1;
        for (int spatial = 0; spatial < layers; spatial++) {
            long[] last = encoding.last[spatial];
            long reference = key ? -1 : reference(last, temporal);
            long link = spatial > 0 && (key || !shape.linkedOnKeyOnly()) ? below : -1;
            below = ++frame;
            last[temporal] = frame;
            if (key) {
                Arrays.fill(last, frame);
            }
            int packets = packetsOf(encoding.index, spatial, key);
            int number = encoding.start.frame(spatial, link >= 0);
            MediaStamp first = new MediaStamp(
                    track, frame, reference, captureNanos, 0, packets, link, encoding.index, spatial, temporal, number);
            packets(encoding, first, spatial == layers - 1, nowNanos, wire);
        }
    }

    /// The base layer builds on itself, others on the newest of what lies below.
    private static long reference(long[] last, int temporal) {
        long newest = last[0];
        for (int below = 1; below < temporal; below++) {
            newest = Math.max(newest, last[below]);
        }
        return newest;
    }

    private int packetsOf(int encoding, int spatial, boolean key) {
        int bytes = shape.bitsOf(encoding, spatial) / 8 / shape.framesPerSecond();
        int size = bytes / 2 + random.nextInt(bytes) + 1;
        return Math.ceilDiv(key ? size * KEY_FRAME_FACTOR : size, MAX_FRAGMENT);
    }

    private void packets(Encoding encoding, MediaStamp first, boolean endsPicture, long nowNanos, Wire wire) {
        for (int packet = 0; packet < first.packets(); packet++) {
            boolean last = packet == first.packets() - 1;
            int start = encoding.start.write(payload, packet == 0, last);
            first.inPacket(packet).write(payload, start);
            int fragment = last ? MAX_FRAGMENT - random.nextInt(MAX_FRAGMENT / 2) : MAX_FRAGMENT;
            byte[] descriptor = encoding.start.descriptor(packet == 0, last);
            encoding.stream.send(
                    payload, start + fragment, last && endsPicture, first.captureNanos(), descriptor, nowNanos, wire);
        }
    }
}
