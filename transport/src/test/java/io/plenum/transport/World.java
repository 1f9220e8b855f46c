package io.plenum.transport;

import io.plenum.core.Codec;
import io.plenum.core.Command;
import io.plenum.core.EncodingSpec;
import io.plenum.core.ExtensionMap;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.SfuConfig;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import io.plenum.transport.client.ClientLoop;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// A shard, a loop of clients and what both report. Ann publishes audio, Bob has a slot for it.
final class World implements AutoCloseable {
    static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    static final PeerId ANN = new PeerId(1);
    static final PeerId BOB = new PeerId(2);
    static final int ANN_SSRC = 1_003;
    static final int SLOT_SSRC = 2_000_000;
    private static final int OPUS_TYPE = 96;

    private final TestListener reports = new TestListener();
    private final Shard shard;
    private final ClientLoop clients;
    private final InetAddress address;
    private int sequence = 100;

    World(InetAddress address, ShardLimits limits) throws IOException {
        this.address = address;
        ShardConfig config = new ShardConfig(
                "shard",
                List.of(new InetSocketAddress(address, 0)),
                Audience.ANYBODY,
                Optional.empty(),
                SfuConfig.defaults(1_700_000_000_000L),
                limits,
                UdpPollers.automatic(),
                SrtpEngine.automatic());
        shard = Shard.start(config, DtlsIdentity.create(), reports);
        clients = ClientLoop.start("clients", now -> {});
    }

    World() throws IOException {
        this(LOOPBACK, ShardLimits.DEFAULTS);
    }

    Shard shard() {
        return shard;
    }

    InetSocketAddress shardAddress() {
        return shard.localAddresses().getFirst();
    }

    TestListener reports() {
        return reports;
    }

    ClientLoop clients() {
        return clients;
    }

    TestClient client() {
        return new TestClient(clients, address);
    }

    /// A client whose offer has been answered; it has only to connect.
    LocalDescription open(PeerId peer, TestClient client) {
        return Await.result(shard.open(peer, client.link().description()));
    }

    TestClient connect(PeerId peer) {
        TestClient client = client();
        client.link().connect(open(peer, client));
        awaitConnected(peer, client);
        return client;
    }

    void awaitConnected(PeerId peer, TestClient client) {
        Await.until("the client is connected", () -> client.is(LinkState.CONNECTED));
        Await.until("the shard's link is connected", () -> reports.saw(peer, LinkState.CONNECTED));
    }

    /// Both join a room, Ann with her microphone, Bob with a slot.
    void meet() {
        Codec opus = new Codec(Codec.Family.OPUS, "audio/opus/48000/2", 48_000, 2);
        List<PayloadSpec> payloads = List.of(new PayloadSpec(OPUS_TYPE, opus, OptionalInt.empty(), Set.of()));
        EncodingSpec encoding = new EncodingSpec("", OptionalLong.of(ANN_SSRC), OptionalLong.empty());
        RoomId room = new RoomId("room");
        for (PeerId peer : List.of(ANN, BOB)) {
            shard.command(new Command.Join(room, peer, peer.value(), peer.value()));
            shard.command(new Command.Connected(peer));
        }
        shard.command(new Command.OpenSlots(
                BOB, List.of(new SlotSpec("0", MediaKind.AUDIO, 0, SLOT_SSRC, 0, payloads, ExtensionMap.EMPTY))));
        shard.command(new Command.Publish(
                ANN,
                new TrackSpec(
                        new TrackId(1),
                        MediaKind.AUDIO,
                        TrackSource.MICROPHONE,
                        "0",
                        payloads,
                        ExtensionMap.EMPTY,
                        List.of(encoding),
                        false)));
    }

    /// Ann speaks until Bob hears what she says from now on.
    void awaitHeard(TestClient ann, TestClient bob) {
        int from = sequence;
        Await.until("Bob hears Ann", () -> {
            speak(ann);
            return bob.rtp().stream().anyMatch(packet -> TestClient.mark(packet) >= from);
        });
    }

    /// One packet more. The numbers go on: after a leap the engine would wait for a second one to believe it.
    void speak(TestClient ann) {
        ann.link().sendRtp(TestClient.packet(ANN_SSRC, sequence++), TestClient.PACKET_LENGTH);
    }

    long drops(DropReason reason) {
        return shard.counters().get(reason);
    }

    long count(Counter counter) {
        return shard.counters().get(counter);
    }

    void awaitDrops(DropReason reason, long atLeast) {
        Await.until(atLeast + " drops: " + reason, () -> drops(reason) >= atLeast);
    }

    @Override
    public void close() {
        clients.close();
        shard.close();
    }
}
