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
    private static final int PADDING = 200;

    private final long track;
    private final LayeredShape shape;
    private final TemporalPattern pattern;
    private final Random random;
    private final EncoderBudget budget;
    private final List<Encoding> encodings = new ArrayList<>();
    private final byte[] payload = new byte[LayeredPayload.MAX_START + MAX_FRAGMENT];
    private long frame;
    private long nextNanos;
    private long keyFrames;
    private boolean enabled = true;
    private int limit = Integer.MAX_VALUE;
    private int padding;

    /// One stream of the simulcast.
    private static final class Encoding {
        final int index;
        final OutgoingStream stream;
        final LayeredPayload start;
        final EncodedFrame[][] last;
        int position;
        boolean keyFrameWanted = true;
        boolean wanted = true;

        Encoding(int index, OutgoingStream stream, LayeredPayload start, LayeredShape shape) {
            this.index = index;
            this.stream = stream;
            this.start = start;
            this.last = new EncodedFrame[shape.spatialLayers()][shape.temporalLayers()];
        }
    }

    /// @param starts one for each of the streams
    LayeredSource(
            long track,
            List<OutgoingStream> streams,
            List<LayeredPayload> starts,
            LayeredShape shape,
            Random random,
            long startNanos) {
        this.track = track;
        this.shape = shape;
        this.pattern = TemporalPattern.of(shape.temporalLayers());
        this.random = random;
        this.budget = new EncoderBudget(shape.framesPerSecond());
        this.nextNanos = startNanos;
        for (int i = 0; i < streams.size(); i++) {
            encodings.add(new Encoding(i, streams.get(i), starts.get(i), shape));
        }
    }

    /// Frames are counted on from another source of the same track.
    LayeredSource after(LayeredSource before) {
        frame = before.frame;
        keyFrames = before.keyFrames;
        return this;
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

    @Override
    public void encodeAt(long bitsPerSecond) {
        budget.rate(bitsPerSecond);
    }

    /// A stream that comes back begins with a key frame.
    @Override
    public void wanted(List<Boolean> which) {
        for (Encoding encoding : encodings) {
            encoding.keyFrameWanted |= which.get(encoding.index) && !encoding.wanted;
            encoding.wanted = which.get(encoding.index);
        }
    }

    /// So many packets of padding follow each picture.
    @Override
    public void padding(int packets) {
        padding = packets;
    }

    @Override
    public long advance(long nowNanos, Wire wire) {
        while (nextNanos <= nowNanos) {
            boolean pictured = budget.next();
            for (Encoding encoding : encodings) {
                if (pictured && enabled && encoding.wanted && (encodings.size() == 1 || encoding.index < limit)) {
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
        int place = pattern.place(encoding.position);
        int temporal = pattern.temporalId(place);
        int layers = Math.min(limit, shape.spatialLayers());
        encoding.start.picture(key, temporal, place, layers);
        EncodedFrame below = EncodedFrame.NONE;
        for (int spatial = 0; spatial < layers; spatial++) {
            EncodedFrame[] last = encoding.last[spatial];
            EncodedFrame reference = key ? EncodedFrame.NONE : reference(last, temporal);
            EncodedFrame link = spatial > 0 && (key || !shape.linkedOnKeyOnly()) ? below : EncodedFrame.NONE;
            below = encoding.start.frame(spatial, ++frame, reference, link);
            last[temporal] = below;
            if (key) {
                Arrays.fill(last, below);
            }
            MediaStamp first = new MediaStamp(
                    track,
                    frame,
                    reference.frame(),
                    captureNanos,
                    0,
                    packetsOf(encoding.index, spatial, key) + encoding.start.parameterPackets(),
                    link.frame(),
                    encoding.index,
                    spatial,
                    temporal,
                    below.number() & 0xFFFF);
            packets(encoding, first, spatial == layers - 1, nowNanos, wire);
        }
        pad(encoding, captureNanos, nowNanos, wire);
    }

    /// The base layer builds on itself, others on the newest of what lies below.
    private static EncodedFrame reference(EncodedFrame[] last, int temporal) {
        EncodedFrame newest = last[0];
        for (int below = 1; below < temporal; below++) {
            newest = last[below].frame() > newest.frame() ? last[below] : newest;
        }
        return newest;
    }

    private int packetsOf(int encoding, int spatial, boolean key) {
        int bytes = shape.bitsOf(encoding, spatial) / 8 / shape.framesPerSecond();
        int size = bytes / 2 + random.nextInt(bytes) + 1;
        return Math.ceilDiv(budget.fit(key ? size * KEY_FRAME_FACTOR : size), MAX_FRAGMENT);
    }

    private void packets(Encoding encoding, MediaStamp first, boolean endsPicture, long nowNanos, Wire wire) {
        for (int packet = 0; packet < first.packets(); packet++) {
            boolean last = packet == first.packets() - 1;
            int start = encoding.start.write(payload, packet, last);
            first.inPacket(packet).write(payload, start);
            int fragment = last ? MAX_FRAGMENT - random.nextInt(MAX_FRAGMENT / 2) : MAX_FRAGMENT;
            fragment = packet < encoding.start.parameterPackets() ? ParameterSets.LENGTH : fragment;
            byte[] descriptor = encoding.start.descriptor(packet == 0, last);
            budget.spend(start + fragment);
            encoding.stream.send(
                    payload, start + fragment, last && endsPicture, first.captureNanos(), descriptor, nowNanos, wire);
        }
    }

    /// Padding takes sequence numbers like media does.
    private void pad(Encoding encoding, long captureNanos, long nowNanos, Wire wire) {
        for (int i = 0; i < padding; i++) {
            encoding.stream.pad(PADDING, captureNanos, nowNanos, wire);
        }
    }
}
