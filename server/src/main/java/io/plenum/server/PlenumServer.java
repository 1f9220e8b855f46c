package io.plenum.server;

import io.plenum.metrics.MeetingsView;
import io.plenum.metrics.Metrics;
import io.plenum.metrics.QualityView;
import io.plenum.metrics.ShardView;
import io.plenum.server.config.ServerConfig;
import io.plenum.server.health.LoopWatch;
import io.plenum.server.heap.HeapCare;
import io.plenum.server.http.Pages;
import io.plenum.server.http.Probes;
import io.plenum.server.http.WebPage;
import io.plenum.server.media.MediaPath;
import io.plenum.server.threads.Housekeepers;
import io.plenum.signaling.SignalingVerticle;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.media.MediaReports;
import io.plenum.signaling.stats.QualityStats;
import io.plenum.signaling.stats.SignalingStats;
import io.plenum.transport.Shard;
import io.plenum.transport.ice.Ice;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.IntStream;

/// The whole server, put together here and nowhere else: shards, signaling, metrics and the page.
public final class PlenumServer implements AutoCloseable {
    private final MediaPath media;
    private final Metrics metrics;
    private final List<LoopWatch> loops;
    private final SignalingVerticle signaling;
    private final List<String> httpHosts;
    private final Vertx vertx = vertx();
    private final HeapCare heap = new HeapCare();
    private volatile boolean accepting;

    private PlenumServer(
            ServerConfig config,
            SignalingConfig signalingConfig,
            String version,
            WebPage page,
            MediaReports reports,
            MediaPath media) {
        this.media = media;
        httpHosts = signalingConfig.http().hosts();
        loops = media.shards().stream().map(Shard::timings).map(LoopWatch::new).toList();
        metrics = new Metrics(
                version,
                this::meetings,
                QualityStats.ESTIMATE_BOUNDS,
                shardViews(media.shards(), config.media().packetsPerShard()));
        Pages pages = new Pages(page, new Probes(this::healthy, () -> accepting, metrics));
        signaling = new SignalingVerticle(signalingConfig, media.plane(), reports, pages);
    }

    public static PlenumServer start(ServerConfig config, String version) throws StartFailure {
        // Takes as long as all the rest; the first shard waits for it.
        Thread.ofVirtual().name("ice-warm-up").start(Ice::warmUp);
        try {
            WebPage page = WebPage.ofClassPath();
            SignalingConfig signaling = SignalingSettings.of(config);
            MediaReports reports = new MediaReports();
            MediaPath media = MediaPath.open(config.media(), reports);
            PlenumServer server = new PlenumServer(config, signaling, version, page, reports, media);
            server.listen(signaling.http());
            if (config.media().mediaFirst()) {
                Housekeepers.mayBeLate();
            }
            return server;
        } catch (IOException e) {
            throw new StartFailure(e);
        }
    }

    private void listen(SignalingConfig.Http http) throws StartFailure {
        try {
            vertx.deployVerticle(signaling).await();
            heap.begin(vertx);
            accepting = true;
        } catch (Exception e) {
            close();
            throw new StartFailure(
                    "cannot listen on TCP port " + http.port() + " of " + String.join(", ", http.hosts()) + ": "
                            + e.getMessage() + " (http.port, http.bind)",
                    e);
        }
    }

    /// Nothing of ours is in files, so Vert.x needs no folder to unpack them to.
    private static Vertx vertx() {
        return Vertx.vertx(new VertxOptions()
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
    }

    public List<InetSocketAddress> httpAddresses() {
        return httpHosts.stream()
                .map(host -> new InetSocketAddress(host, signaling.port()))
                .toList();
    }

    List<InetSocketAddress> mediaAddresses() {
        return media.addresses();
    }

    /// Whether every shard's loop turns.
    private boolean healthy() {
        long nowNanos = System.nanoTime();
        return loops.stream().allMatch(loop -> loop.turns(nowNanos));
    }

    public List<Shard> shards() {
        return media.shards();
    }

    public MeetingsView meetings() {
        SignalingStats.Snapshot now = signaling.snapshot();
        return new MeetingsView(
                now.rooms(),
                now.participants(),
                now.sockets(),
                now.httpSessions(),
                now.joins(),
                now.leaves(),
                now.resumes(),
                now.refusals(),
                now.connectionsRefused(),
                now.reportsLost(),
                new QualityView(
                        now.quality().slots(),
                        now.quality().links(),
                        now.quality().estimates()));
    }

    private static List<ShardView> shardViews(List<Shard> shards, int packetLimit) {
        return IntStream.range(0, shards.size())
                .mapToObj(index -> shardView(Integer.toString(index), shards.get(index), packetLimit))
                .toList();
    }

    private static ShardView shardView(String name, Shard shard, int packetLimit) {
        return new ShardView(
                name, shard.counters(), shard.timings(), shard::links, shard::packetsInUse, packetLimit, shard::relief);
    }

    /// Takes nobody new; meetings go on.
    void drain() {
        accepting = false;
        signaling.drain().await();
    }

    /// From the outside in: nobody new, everybody told, then the sockets, then the media.
    @Override
    public void close() {
        accepting = false;
        vertx.close().await();
        heap.close();
        media.close();
        metrics.close();
    }
}
