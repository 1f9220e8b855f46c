package io.plenum.signaling.config;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What an operator may set. The keys of the configuration file are named beside each value.
///
/// @param authSecret `auth.secret`; empty = open development mode: no token is asked for
public record SignalingConfig(Http http, Rooms rooms, Optional<Secret> authSecret, Times times) {
    public static final SignalingConfig DEFAULTS =
            new SignalingConfig(Http.DEFAULTS, Rooms.DEFAULTS, Optional.empty(), Times.DEFAULTS);

    /// @param hosts `http.bind`: this machine only, because in open mode whoever reaches the port may join
    /// @param port `http.port`; 0 = any free one
    /// @param allowedOrigins `http.allowed-origins`: pages of which other origins (`https://meet.example`)
    ///     may use WebSocket, WHIP and WHEP; `*` = all. A page from the same host and port may too, in
    ///     open mode under `localhost` or an IP address only; and so may clients that are not browsers.
    ///     Without this rule any page that somebody visits could enter meetings from their machine.
    /// @param maxConnections `http.max-connections`: TCP connections at once. Each may hold 256 KiB before we
    ///     know whose it is, so this many hold 1 GiB; two full shards' participants fit into it
    /// @param maxConnectionsPerAddress `http.max-connections-per-address`: of those, from one network;
    ///     nobody alone may fill the house, and an office behind one address gets in
    /// @param trustedProxies `http.trusted-proxies`: addresses from which everybody comes; those of this
    ///     machine are such anyway
    public record Http(
            List<String> hosts,
            int port,
            List<String> allowedOrigins,
            int maxConnections,
            int maxConnectionsPerAddress,
            List<InetAddress> trustedProxies) {
        public static final Http DEFAULTS = new Http(List.of("127.0.0.1"), 8080, List.of(), 4_000, 250, List.of());

        public Http {
            hosts = List.copyOf(hosts);
            allowedOrigins = List.copyOf(allowedOrigins);
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    /// @param maxParticipants `rooms.max-participants`: what one shard carries with ease
    /// @param maxRooms `rooms.max-rooms`: a bound on memory, above what a machine can serve
    public record Rooms(int maxParticipants, int maxRooms, Spread spread) {
        public static final Rooms DEFAULTS = new Rooms(100, 1_000);

        public Rooms(int maxParticipants, int maxRooms) {
            this(maxParticipants, maxRooms, Spread.DEFAULTS);
        }
    }

    /// When a room is extended onto another shard that is less busy, and somebody of it moved there.
    ///
    /// @param participantsPerShard `spread.participants-per-shard`: load is measured and comes late, so a room that
    ///     fills in a moment, or switches its cameras on later, needs a limit that is known at once
    /// @param busyPercent `spread.busy-percent`: above it a burst of key frames fills a thread
    /// @param look between looks for a shard that somebody has to leave: load is smoothed over a second, and
    ///     the next one is to see what the last move did
    public record Spread(int participantsPerShard, int busyPercent, Duration look) {
        public static final Spread DEFAULTS = new Spread(50, 70);

        public Spread(int participantsPerShard, int busyPercent) {
            this(participantsPerShard, busyPercent, Duration.ofSeconds(5));
        }
    }

    /// @param join a socket that has not sent `join` by then is not a client
    /// @param resumeWindow long enough for a laptop to change its network, short enough that nobody talks to
    ///     a ghost; also how long a WHIP or WHEP session may be silent
    /// @param connect a WHIP or WHEP session that has not connected leaves: ICE has given up by then
    /// @param ping half of what the least patient proxies allow an idle connection
    /// @param silence a socket on which nothing, not even a pong, has arrived for that long is dead
    /// @param request a connection's first request, and the body of each, must have come by then: 200 KiB
    ///     take 2 s on a slow line, and who sends a byte now and then only holds the connection
    public record Times(
            Duration join, Duration resumeWindow, Duration connect, Duration ping, Duration silence, Duration request) {
        public static final Times DEFAULTS = new Times(
                Duration.ofSeconds(10),
                Duration.ofSeconds(15),
                Duration.ofSeconds(30),
                Duration.ofSeconds(15),
                Duration.ofSeconds(40),
                Duration.ofSeconds(10));
    }

    /// `auth.secret`: the HS256 key of the tokens.
    public record Secret(String value) {
        @Override
        public String toString() {
            return "Secret[]"; // never the value: configurations are logged
        }
    }
}
