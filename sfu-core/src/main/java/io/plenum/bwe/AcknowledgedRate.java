package io.plenum.bwe;

/// How much arrives: a Bayesian mean of the rate in short windows, where an outlier weighs little at first and more
/// when it persists (libwebrtc's bitrate estimator).
final class AcknowledgedRate {
    private static final long FIRST_WINDOW_NANOS = 500 * Units.MILLISECOND;
    private static final long WINDOW_NANOS = 150 * Units.MILLISECOND;
    private static final double UNCERTAINTY = 10;
    private static final double INITIAL_VARIANCE = 50;
    /// The link changes, so certainty fades with each window.
    private static final double VARIANCE_PER_WINDOW = 5;
    private static final double VARIANCE_OF_CHANGE = 200;

    private long last = Long.MIN_VALUE;
    private long window;
    private long bytes;
    private double kilobits = -1;
    private double variance = INITIAL_VARIANCE;

    void add(long arrivalNanos, int size) {
        if (arrivalNanos < last) {
            window = 0;
            bytes = 0;
        } else if (last != Long.MIN_VALUE) {
            step(arrivalNanos - last, kilobits < 0 ? FIRST_WINDOW_NANOS : WINDOW_NANOS);
        }
        last = arrivalNanos;
        bytes += size;
    }

    private void step(long elapsed, long length) {
        window += elapsed;
        if (elapsed > length) {
            bytes = 0;
            window %= length;
        }
        if (window >= length) {
            observe((double) Units.rate(bytes, length) / Units.KILOBIT);
            window -= length;
            bytes = 0;
        }
    }

    private void observe(double sample) {
        if (kilobits < 0) {
            kilobits = sample;
            return;
        }
        double deviation = kilobits == 0 ? 0 : UNCERTAINTY * Math.abs(kilobits - sample) / kilobits;
        double sampleVariance = deviation * deviation;
        double predicted = variance + VARIANCE_PER_WINDOW;
        kilobits = (sampleVariance * kilobits + predicted * sample) / (sampleVariance + predicted);
        variance = sampleVariance * predicted / (sampleVariance + predicted);
    }

    /// The sender stopped being limited by itself: what comes next may well differ.
    void expectChange() {
        variance += VARIANCE_OF_CHANGE;
    }

    /// 0 while unknown.
    long bitsPerSecond() {
        return Math.round(Math.max(kilobits, 0) * Units.KILOBIT);
    }
}
