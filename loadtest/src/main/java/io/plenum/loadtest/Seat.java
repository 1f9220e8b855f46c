package io.plenum.loadtest;

import io.plenum.sim.PublisherOptions;

/// Who a participant is and what it does.
///
/// @param publishes what its microphone and camera are like
/// @param audioSlots how many voices it can hear at once
/// @param videoSlots how many pictures it can see at once
/// @param seed of everything random about its media
public record Seat(String room, String name, PublisherOptions publishes, int audioSlots, int videoSlots, long seed) {}
