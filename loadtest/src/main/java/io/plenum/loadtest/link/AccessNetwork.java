package io.plenum.loadtest.link;

import io.plenum.sim.LinkProfile;
import java.util.List;
import java.util.Optional;

/// Where people sit when they are in a meeting. The figures are round: each stands for a kind of trouble, not for one
/// operator.
///
/// @param key as it is written on a command line
/// @param down towards the participant
/// @param up from the participant
public record AccessNetwork(String key, LinkProfile down, LinkProfile up) {
    /// What it is called where there is no such network.
    public static final String NONE = "straight";

    /// A quiet cell. The radio repairs its losses itself (HARQ, 8 ms a time), so they show as jitter; the uplink waits
    /// for grants of the scheduler; base stations have deep buffers.
    public static final AccessNetwork LTE = new AccessNetwork(
            "lte",
            link(12_000, 300).withDelay(millis(25), millis(12)),
            link(4_000, 300).withDelay(millis(30), millis(15)));

    /// One slow line behind a crowded access point: collisions lose a few packets in a row (about 1 %, five at a
    /// time), and whole aggregates wait for the air.
    public static final AccessNetwork HOTEL_WIFI = new AccessNetwork(
            "hotel-wifi",
            link(3_000, 200).withDelay(millis(12), millis(15)).withBursts(0.002, 0.2),
            link(1_000, 200).withDelay(millis(12), millis(15)).withBursts(0.002, 0.2));

    /// A cell edge at speed: little rate, a long way through the operator's core, and handovers that lose some twenty
    /// packets in a row every now and then (about 2 % in all).
    public static final AccessNetwork TRAIN = new AccessNetwork(
            "train",
            link(2_000, 400).withDelay(millis(45), millis(35)).withBursts(0.001, 0.05),
            link(700, 400).withDelay(millis(50), millis(40)).withBursts(0.001, 0.05));

    public static final List<AccessNetwork> ALL = List.of(LTE, HOTEL_WIFI, TRAIN);

    public static Optional<AccessNetwork> of(String key) {
        return ALL.stream().filter(network -> network.key().equals(key)).findFirst();
    }

    private static LinkProfile link(long kilobits, long queueMillis) {
        return LinkProfile.GOOD.withRate(kilobits * 1_000, millis(queueMillis));
    }

    private static long millis(long millis) {
        return millis * 1_000_000L;
    }
}
