package io.plenum.benchmarks;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.OutboundRtp;
import io.plenum.core.Output;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.core.TrackSpec;
import io.plenum.memory.Packet;
import io.plenum.sim.SilentViewer;
import io.plenum.stats.Counters;
import java.util.List;

/// One publisher and its audience, in an engine without a network: packets go in, and are counted when they come out.
/// Nobody answers, and no encoding is ever switched off.
final class Meeting {
    private static final PeerId PUBLISHER = new PeerId(1);
    private static final RoomId ROOM = new RoomId("bench");
    private static final long EPOCH_MILLIS = 1_700_000_000_000L;
    private static final long FIRST_SSRC = 1_000_000;
    /// So high that the best layer is shown, where there are several.
    private static final int SHOWN_HEIGHT = 720;

    private final Sfu sfu = new Sfu(SfuConfig.defaults(EPOCH_MILLIS), new Counters());
    private final Player player;
    private final Sink sink = new Sink();
    private long nowNanos;
    private long deadline;

    Meeting(StreamKind stream, int subscribers) {
        Recording recording = Recording.of(stream);
        TrackSpec track = recording.tracks().getFirst();
        player = new Player(recording, 0);
        enter(PUBLISHER);
        sfu.command(new Command.Publish(PUBLISHER, track), nowNanos);
        for (int i = 0; i < subscribers; i++) {
            PeerId subscriber = new PeerId(2L + i);
            enter(subscriber);
            sfu.command(
                    new Command.OpenSlots(subscriber, List.of(SilentViewer.slot("0", 0, FIRST_SSRC + 2L * i, track))),
                    nowNanos);
            Command.Wish wish = new Command.Wish(track.id(), SHOWN_HEIGHT * 16 / 9, SHOWN_HEIGHT);
            sfu.command(new Command.View(subscriber, List.of(wish), false, false), nowNanos);
        }
        deadline = sfu.drain(sink, nowNanos);
    }

    /// One packet in, to everybody who gets it; gives how many went out because of it.
    long turn() {
        nowNanos = Math.max(nowNanos, player.nextNanos());
        long before = sink.packets;
        Packet packet = sfu.pool().take();
        if (packet == null) {
            throw new IllegalStateException("the engine keeps every packet");
        }
        player.write(packet);
        sfu.receive(PUBLISHER, packet, nowNanos);
        if (nowNanos >= deadline) {
            sfu.advance(nowNanos);
        }
        deadline = sfu.drain(sink, nowNanos);
        return sink.packets - before;
    }

    private void enter(PeerId peer) {
        sfu.command(new Command.Join(ROOM, peer, peer.value(), peer.value()), nowNanos);
        sfu.command(new Command.Connected(peer), nowNanos);
    }

    private static final class Sink implements Output {
        private long packets;

        @Override
        public long rtp(PeerId to, OutboundRtp packet) {
            packets++;
            return 0; // nobody reports on it
        }

        @Override
        public void rtcp(PeerId to, byte[] bytes, int offset, int length) {}

        @Override
        public void event(Event event) {}
    }
}
