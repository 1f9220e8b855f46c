package io.plenum.bwe;

/// The slope of the one-way delay over the last bursts: (sending rate - capacity) / capacity while a queue builds up.
///
/// A line is fitted to the smoothed, summed-up differences of delay, as libwebrtc's trendline estimator does.
final class DelayTrend {
    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;

    private final double[] arrivals = new double[WINDOW];
    private final double[] delays = new double[WINDOW];
    private long count;
    private double elapsed;
    private double accumulated;
    private double smoothed;
    private double slope;

    void add(double sendDeltaMillis, double arrivalDeltaMillis) {
        elapsed += arrivalDeltaMillis;
        accumulated += arrivalDeltaMillis - sendDeltaMillis;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        int slot = (int) (count++ % WINDOW);
        arrivals[slot] = elapsed;
        delays[slot] = smoothed;
        if (count >= WINDOW) {
            fit();
        }
    }

    /// Least squares in one pass; sums over distances from the window's first value stay small, and so exact.
    private void fit() {
        double firstArrival = arrivals[0];
        double firstDelay = delays[0];
        double sumX = 0;
        double sumY = 0;
        double sumXy = 0;
        double sumXx = 0;
        for (int i = 0; i < WINDOW; i++) {
            double x = arrivals[i] - firstArrival;
            double y = delays[i] - firstDelay;
            sumX += x;
            sumY += y;
            sumXy += x * y;
            sumXx += x * x;
        }
        double variance = WINDOW * sumXx - sumX * sumX;
        if (variance > 0) {
            slope = (WINDOW * sumXy - sumX * sumY) / variance;
        }
    }

    void reset() {
        count = 0;
        elapsed = 0;
        accumulated = 0;
        smoothed = 0;
        slope = 0;
    }

    double slope() {
        return slope;
    }

    /// Bursts seen since the beginning.
    long count() {
        return count;
    }
}
