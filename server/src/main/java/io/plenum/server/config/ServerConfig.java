package io.plenum.server.config;

import io.plenum.memory.PacketPool;
import io.plenum.relay.RelayRing;
import io.plenum.transport.srtp.MediaCrypto;
import io.plenum.transport.udp.UdpIo;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;

/// Every setting, checked. What each means and why it has its default stands in `reference.conf`.
public record ServerConfig(Http http, Media media, Rooms rooms, Spread spread, Auth auth, Log log) {
    public record Http(
            List<BindAddress> bind,
            int port,
            List<String> allowedOrigins,
            int maxConnections,
            int maxConnectionsPerAddress,
            List<InetAddress> trustedProxies) {
        public Http {
            bind = List.copyOf(bind);
            allowedOrigins = List.copyOf(allowedOrigins);
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    public record Media(
            List<BindAddress> bind,
            int udpPort,
            Optional<InetAddress> publicAddress,
            int shards,
            int packetsPerShard,
            int audioSpeakers,
            UdpIo udp,
            MediaCrypto crypto,
            boolean mediaFirst) {
        public Media {
            bind = List.copyOf(bind);
        }

        /// How much of the heap media may take, in bytes: all packets, and all rings between shards.
        public long mostBytes() {
            return (long) shards * packetsPerShard * PacketPool.PACKET_BYTES + ringBytes(shards);
        }

        /// If each shard shares rooms with all others.
        static long ringBytes(int shards) {
            return (long) shards * (shards - 1) * RelayRing.CAPACITY;
        }
    }

    public record Rooms(int maxParticipants, int maxRooms, Duration resumeWindow, Duration drainTime) {}

    public record Spread(int participantsPerShard, int busyPercent) {}

    public record Auth(Optional<String> secret) {
        /// Nobody needs a token.
        public boolean open() {
            return secret.isEmpty();
        }

        @Override
        public String toString() {
            return open() ? "Auth[open]" : "Auth[secret]"; // never the secret: this reaches logs
        }
    }

    public record Log(Level level) {}
}
