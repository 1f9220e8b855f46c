package io.plenum.server;

import io.plenum.server.config.Machine;
import io.plenum.server.config.ServerConfig;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;

/// What the log says once the server runs: how to reach it, and who may.
final class StartReport {
    private static final System.Logger LOG = System.getLogger(StartReport.class.getName());

    private static final long MEGABYTE = 1 << 20;

    private StartReport() {}

    static void log(ServerConfig config, PlenumServer server, String version, Duration took) {
        LOG.log(Level.INFO, "Plenum " + version + ", Java " + Runtime.version());
        if (config.auth().open()) {
            LOG.log(
                    isLocal(server) ? Level.INFO : Level.WARNING,
                    "open development mode (no auth.secret): whoever reaches this server may join any room"
                            + (isLocal(server) ? "; it listens on this machine only" : ""));
        }
        LOG.log(
                Level.INFO,
                "media on UDP " + AddressText.ranges(server.mediaAddresses())
                        + shards(config.media().shards())
                        + config.media()
                                .publicAddress()
                                .map(address -> ", from outside " + AddressText.host(address))
                                .orElse(""));
        Machine machine = Machine.here();
        LOG.log(machine.hasRoomFor(config.media()) ? Level.INFO : Level.WARNING, memory(config.media(), machine));
        LOG.log(Level.INFO, "page on " + url(server.httpAddresses().getFirst()));
        LOG.log(Level.INFO, String.format(Locale.ROOT, "ready in %.1f s", took.toMillis() / 1000.0));
    }

    static String memory(ServerConfig.Media media, Machine machine) {
        String most = "media takes up to " + media.mostBytes() / MEGABYTE + " MB (" + media.packetsPerShard()
                + " packets a shard) of a heap of up to " + machine.heapBytes() / MEGABYTE + " MB";
        return machine.hasRoomFor(media)
                ? most
                : most + ": too much, lower media.shards or media.packets-per-shard, or give it more memory";
    }

    private static String shards(int shards) {
        return shards == 1 ? ", one shard" : ", a port for each of " + shards + " shards";
    }

    private static boolean isLocal(PlenumServer server) {
        return server.httpAddresses().stream()
                .allMatch(address -> address.getAddress().isLoopbackAddress());
    }

    /// Browsers give `localhost` the camera without HTTPS, and not to an address.
    private static String url(InetSocketAddress address) {
        InetAddress host = address.getAddress();
        boolean here = host.isLoopbackAddress() || host.isAnyLocalAddress();
        return "http://" + (here ? "localhost" : AddressText.host(host)) + ":" + address.getPort();
    }
}
