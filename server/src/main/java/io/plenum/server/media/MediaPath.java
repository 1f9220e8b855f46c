package io.plenum.server.media;

import io.plenum.core.SfuConfig;
import io.plenum.server.config.BindAddress;
import io.plenum.server.config.ServerConfig;
import io.plenum.server.net.LocalAddresses;
import io.plenum.signaling.media.MediaListener;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.transport.Audience;
import io.plenum.transport.Shard;
import io.plenum.transport.ShardConfig;
import io.plenum.transport.ShardLimits;
import io.plenum.transport.ice.Ice;
import io.plenum.transport.loop.Precedence;
import io.plenum.transport.udp.SocketBuffers;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/// All shards of this process.
public final class MediaPath implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MediaPath.class.getName());

    private final List<Shard> shards = new ArrayList<>();

    private MediaPath() {}

    /// Opens every shard's port, or none.
    public static MediaPath open(ServerConfig.Media config, MediaListener listener) throws IOException {
        MediaPath path = new MediaPath();
        try {
            path.openShards(config, listener);
        } catch (IOException | RuntimeException e) {
            path.close();
            throw e;
        }
        return path;
    }

    public MediaPlane plane() {
        return new ShardMediaPlane(shards);
    }

    public List<Shard> shards() {
        return List.copyOf(shards);
    }

    public List<InetSocketAddress> addresses() {
        return shards.stream().flatMap(shard -> shard.localAddresses().stream()).toList();
    }

    @Override
    public void close() {
        shards.forEach(Shard::disconnect);
        shards.forEach(Shard::close);
    }

    private void openShards(ServerConfig.Media config, MediaListener listener) throws IOException {
        Ice.warmUp();
        if (config.mediaFirst()) {
            Precedence.mediaFirst();
        }
        Equipment equipment = Equipment.choose(config);
        for (int index = 0; index < config.shards(); index++) {
            shards.add(start(config, index, equipment, new ReportingListener(index, listener)));
        }
        sayWhatTheKernelGrants();
        Shard.connect(shards);
    }

    /// Each port is granted the same, unless somebody changes the limits at this very moment.
    private void sayWhatTheKernelGrants() {
        SocketBuffers granted =
                shards.stream().map(Shard::socketBuffers).reduce(SocketBuffers.WANTED, SocketBuffers::least);
        LOG.log(granted.scarce() ? Level.INFO : Level.DEBUG, granted.description());
    }

    private static Shard start(ServerConfig.Media config, int index, Equipment equipment, ReportingListener listener)
            throws IOException {
        ShardConfig shard = shardConfig(config, index, equipment);
        try {
            return Shard.start(shard, equipment.identity(), listener);
        } catch (IOException e) {
            throw new IOException(
                    "cannot listen on UDP " + shard.bind() + ": " + e.getMessage() + " (" + remedy(config, index) + ")",
                    e);
        }
    }

    /// Where the first port can be had and a further one cannot, nobody has named that one.
    private static String remedy(ServerConfig.Media config, int index) {
        int first = config.udpPort();
        return index == 0 || first == 0
                ? "media.udp-port, media.bind"
                : "each of the " + config.shards() + " shards takes a port, together " + first + "-"
                        + (first + config.shards() - 1)
                        + ": free them all, move them by media.udp-port, or have fewer by media.shards";
    }

    private static ShardConfig shardConfig(ServerConfig.Media config, int index, Equipment equipment)
            throws IOException {
        int port = config.udpPort() == 0 ? 0 : config.udpPort() + index;
        List<InetSocketAddress> bind = new ArrayList<>();
        for (InetAddress address : LocalAddresses.of(config.bind())) {
            bind.add(new InetSocketAddress(address, port));
        }
        SfuConfig sfu = new SfuConfig(System.currentTimeMillis(), config.packetsPerShard(), config.audioSpeakers());
        Audience audience =
                config.bind().contains(new BindAddress.ThisMachine()) ? Audience.THIS_MACHINE : Audience.ANYBODY;
        return new ShardConfig(
                "shard-" + index,
                bind,
                audience,
                config.publicAddress(),
                sfu,
                ShardLimits.DEFAULTS,
                equipment.udp(),
                equipment.crypto());
    }
}
