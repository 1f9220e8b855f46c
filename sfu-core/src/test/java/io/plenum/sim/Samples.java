package io.plenum.sim;

import java.util.Arrays;

/// Values over time, with what tests ask of them.
public final class Samples {
    private long[] times = new long[1_024];
    private long[] values = new long[1_024];
    private int count;

    public void add(long nowNanos, long value) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        times[count] = nowNanos;
        values[count++] = value;
    }

    /// The values are bytes: how many bits per second they make.
    public long rate(long from, long to) {
        return Math.round(sum(from, to) * 8e9 / (to - from));
    }

    private long sum(long from, long to) {
        long sum = 0;
        for (int i = 0; i < count; i++) {
            sum += times[i] >= from && times[i] < to ? values[i] : 0;
        }
        return sum;
    }

    public long max(long from, long to) {
        long max = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            max = times[i] >= from && times[i] < to ? Math.max(max, values[i]) : max;
        }
        return max;
    }

    public long mean(long from, long to) {
        long sum = 0;
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (times[i] >= from && times[i] < to) {
                sum += values[i];
                number++;
            }
        }
        return number == 0 ? 0 : sum / number;
    }

    /// The value that the given share of them does not exceed.
    public long percentile(double share, long from, long to) {
        long[] sorted = new long[count];
        int number = 0;
        for (int i = 0; i < count; i++) {
            if (times[i] >= from && times[i] < to) {
                sorted[number++] = values[i];
            }
        }
        Arrays.sort(sorted, 0, number);
        return sorted[(int) Math.min(number - 1L, Math.round(share * number))];
    }

    /// When a value first reached the bound at or after `from`; [Long#MAX_VALUE] if never.
    public long firstAtLeast(long bound, long from) {
        for (int i = 0; i < count; i++) {
            if (times[i] >= from && values[i] >= bound) {
                return times[i];
            }
        }
        return Long.MAX_VALUE;
    }
}
