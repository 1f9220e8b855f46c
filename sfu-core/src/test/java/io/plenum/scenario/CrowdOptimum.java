package io.plenum.scenario;

import io.plenum.core.Command.Wish;
import io.plenum.core.Importance;
import io.plenum.rtp.RtpPacket;
import io.plenum.sim.FakePublisher;
import io.plenum.sim.LayeredShape;
import io.plenum.sim.PublisherOptions;
import io.plenum.sim.Times;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a viewer would get from somebody who knew the true rates: everybody the lowest layer, then the more important
/// pictures as much as they want, equals in turn. Written from the documents, not from the engine.
final class CrowdOptimum {
    private static final long MEASURED_NANOS = Times.seconds(60);
    private static final int LOWEST_HEIGHT = 180;
    /// IPv4 and UDP around packets of some 850 bytes.
    private static final double HEADERS = 1.035;

    private CrowdOptimum() {}

    /// Bits in a second of each encoding of a camera on the wire, by letting it film.
    static long[] trueRates(LayeredShape camera) {
        PublisherOptions options = PublisherOptions.PERSON.sending(false, true).filming(camera);
        FakePublisher publisher = new FakePublisher("x", options, 0, 10, new Random(3), 0);
        List<Long> ssrcs = new ArrayList<>();
        publisher
                .tracks()
                .getFirst()
                .encodings()
                .forEach(encoding -> ssrcs.add(encoding.ssrc().orElseThrow()));
        Map<Long, Long> bytes = new HashMap<>();
        RtpPacket rtp = new RtpPacket();
        for (long at = 0; at < MEASURED_NANOS; at += Times.millis(1)) {
            publisher.advance(at, (datagram, length) -> {
                if (!RtpPacket.isRtcp(datagram, length) && rtp.wrap(datagram, 0, length)) {
                    bytes.merge(rtp.ssrc(), (long) length, Long::sum);
                }
            });
        }
        return ssrcs.stream()
                .mapToLong(ssrc ->
                        Math.round(bytes.getOrDefault(ssrc, 0L) * 8 * HEADERS * Times.seconds(1) / MEASURED_NANOS))
                .toArray();
    }

    /// The encoding of each wish, -1 for none.
    static int[] choose(long capacity, List<Wish> wishes, long[] rates) {
        int[] chosen = new int[wishes.size()];
        long left = capacity;
        for (Importance importance : List.of(Importance.ON_STAGE, Importance.PINNED, Importance.NORMAL)) {
            for (int i = 0; i < chosen.length; i++) {
                if (wishes.get(i).importance() == importance) {
                    chosen[i] = left >= rates[0] ? 0 : -1;
                    left -= chosen[i] == 0 ? rates[0] : 0;
                }
            }
        }
        for (Importance importance : List.of(Importance.ON_STAGE, Importance.PINNED, Importance.NORMAL)) {
            for (int step = 1; step < rates.length; step++) {
                for (int i = 0; i < chosen.length; i++) {
                    Wish wish = wishes.get(i);
                    boolean useful = wish.height() > LOWEST_HEIGHT << (step - 1);
                    long extra = rates[step] - rates[step - 1];
                    if (wish.importance() == importance && useful && chosen[i] == step - 1 && extra <= left) {
                        chosen[i] = step;
                        left -= extra;
                    }
                }
            }
        }
        return chosen;
    }
}
