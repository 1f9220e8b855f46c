package io.plenum.loadtest.crowd;

/// When somebody in a group speaks: they take turns, each for the same time.
///
/// @param turnNanos how long a turn is; 0 = everybody speaks all the time
/// @param place in the round, from 0
/// @param round how many take turns
public record Talk(long turnNanos, int place, int round) {
    public static final Talk ALWAYS = new Talk(0, 0, 1);

    boolean speaks(long nowNanos) {
        return turnNanos == 0 || nowNanos / turnNanos % round == place;
    }
}
