package io.plenum.transport;

import io.plenum.core.SfuConfig;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/// Where a shard listens and what it may use.
///
/// @param name of its thread, for people
/// @param bind addresses of its ports; a wildcard stands for all of the machine's addresses
/// @param audience whose connectivity checks are heard; without those there is no path, so nothing else is either
/// @param publicAddress what the world calls this machine behind a 1:1 NAT that keeps the port
/// @param udp how it reaches its sockets
/// @param crypto who encrypts media
public record ShardConfig(
        String name,
        List<InetSocketAddress> bind,
        Audience audience,
        Optional<InetAddress> publicAddress,
        SfuConfig sfu,
        ShardLimits limits,
        UdpPollers udp,
        SrtpEngine crypto) {
    public ShardConfig {
        bind = List.copyOf(bind);
    }

    public ShardConfig(String name, List<InetSocketAddress> bind, Optional<InetAddress> publicAddress, SfuConfig sfu) {
        this(
                name,
                bind,
                Audience.ANYBODY,
                publicAddress,
                sfu,
                ShardLimits.DEFAULTS,
                UdpPollers.automatic(),
                SrtpEngine.automatic());
    }
}
