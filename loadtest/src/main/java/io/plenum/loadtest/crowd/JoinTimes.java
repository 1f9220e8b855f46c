package io.plenum.loadtest.crowd;

import java.time.Duration;

/// How long joining took, from the moment the WebSocket was open.
///
/// @param answered the server's answer was there
/// @param connected ICE and DTLS were done
/// @param firstMedia the first media packet was decrypted
/// @param server how much of that the server and the network took: the rest is the participant's own work,
///     and its wait for a processor
public record JoinTimes(Duration answered, Duration connected, Duration firstMedia, Duration server) {}
