package io.plenum.core;

/// How much the engine holds at one moment.
///
/// @param streams SSRCs of publishers that are known
/// @param subscriptions slots in which something plays
/// @param packetsInUse packets somebody holds, histories included
public record SfuSnapshot(int rooms, int peers, int tracks, int streams, int subscriptions, int packetsInUse) {}
