package io.plenum.bwe;

/// Where the link was found full: the mean of what arrived in moments of overuse (draft-ietf-rmcat-gcc-02 §5.5, which
/// calls it the average maximum bitrate), believed as long as what arrives stays in a band around it.
///
/// The draft's band is three deviations of that mean. With it, noise alone lets large flows forget the capacity more
/// often than small ones, and grow by percents where those grow by packets: no fair shares come of that.
final class LinkCapacity {
    private static final double WEIGHT = 0.05;
    private static final double BAND = 0.2;

    private double mean = -1;

    void add(long bitsPerSecond) {
        mean = mean < 0 ? bitsPerSecond : (1 - WEIGHT) * mean + WEIGHT * bitsPerSecond;
    }

    boolean known() {
        return mean >= 0;
    }

    void forget() {
        mean = -1;
    }

    long bitsPerSecond() {
        return Math.round(mean);
    }

    boolean isBelow(long bitsPerSecond) {
        return known() && bitsPerSecond > (1 + BAND) * mean;
    }

    boolean isAbove(long bitsPerSecond) {
        return known() && bitsPerSecond < (1 - BAND) * mean;
    }
}
