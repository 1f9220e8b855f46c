package io.plenum.bwe;

import java.util.ArrayDeque;
import java.util.Random;

/// The narrowest link on the way: a rate, a queue that drops what does not fit, and random losses behind it.
final class Bottleneck {
    private record Waiting(int size, Runnable delivered) {}

    private final World world;
    private final Random random;
    private final ArrayDeque<Waiting> queue = new ArrayDeque<>();
    private long queuedBytes;
    private long rate;
    private long queueLimit = 300 * Units.MILLISECOND;
    private double lossRate;
    private int lossesInARow = 1;
    private int losingNow;
    private long dropped;

    Bottleneck(World world, long seed, long rate) {
        this.world = world;
        this.random = new Random(seed);
        this.rate = rate;
    }

    Bottleneck queueLimit(long nanos) {
        queueLimit = nanos;
        return this;
    }

    /// `inARow` packets are lost at a time; the whole share stays `ratio`.
    Bottleneck loss(double ratio, int inARow) {
        lossRate = ratio;
        lossesInARow = inARow;
        return this;
    }

    void rate(long bitsPerSecond) {
        rate = bitsPerSecond;
    }

    void send(int size, Runnable delivered) {
        if (queuedBytes + size > Math.max(2 * 1_500, Units.bytes(rate, queueLimit))) {
            dropped++;
            return;
        }
        queue.add(new Waiting(size, delivered));
        queuedBytes += size;
        if (queue.size() == 1) {
            serve();
        }
    }

    private void serve() {
        Waiting next = queue.element();
        world.after(Units.nanos(next.size(), rate), () -> {
            queue.remove();
            queuedBytes -= next.size();
            if (!loses()) {
                next.delivered().run();
            }
            if (!queue.isEmpty()) {
                serve();
            }
        });
    }

    private boolean loses() {
        if (losingNow == 0 && random.nextDouble() < lossRate / lossesInARow) {
            losingNow = lossesInARow;
        }
        return losingNow > 0 && losingNow-- > 0;
    }

    long queueNanos() {
        return Units.nanos(queuedBytes, rate);
    }

    long dropped() {
        return dropped;
    }
}
