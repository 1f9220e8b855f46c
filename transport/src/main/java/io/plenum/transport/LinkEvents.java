package io.plenum.transport;

import io.plenum.transport.dtls.DtlsEvents;
import io.plenum.transport.ice.IceEvents;
import io.plenum.transport.ice.IcePath;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.loop.EventLoop;
import io.plenum.transport.srtp.SrtpKeys;
import io.plenum.transport.udp.UdpPort;
import java.net.InetSocketAddress;
import java.util.function.Consumer;

/// Carries what a link's ICE and DTLS sessions have to tell from their threads to the shard.
///
/// Datagrams may get lost on the way, as on the network; facts may not.
final class LinkEvents implements IceEvents, DtlsEvents {
    private final PeerLink link;
    private final EventLoop loop;
    private final LinkControl links;
    private final StunDesk stun;
    private final ShardWork work;

    LinkEvents(PeerLink link, EventLoop loop, LinkControl links, StunDesk stun, ShardWork work) {
        this.link = link;
        this.loop = loop;
        this.links = links;
        this.stun = stun;
        this.work = work;
    }

    @Override
    public void send(IceSession session, byte[] message, InetSocketAddress local, InetSocketAddress remote) {
        loop.offer(onLeg(session, leg -> {
            UdpPort port = links.port(local);
            if (port != null) {
                stun.send(leg, message, port, remote, loop.now());
            }
        }));
    }

    @Override
    public void path(IceSession session, IcePath path, boolean nominated) {
        loop.post(onLeg(session, leg -> links.path(leg, path, nominated, loop.now())));
    }

    @Override
    public void failed(IceSession session) {
        loop.post(onLeg(session, links::iceFailed));
    }

    @Override
    public void send(byte[] datagram) {
        loop.offer(() -> {
            LinkPath path = link.path(); // also after the link's end: that is when the goodbye is said
            if (path != null) {
                path.write(datagram, datagram.length);
            }
        });
    }

    @Override
    public void completed(SrtpKeys keys) {
        loop.post(onLink(() -> {
            links.keys(link, keys, loop.now());
            work.receiveEarly(link, loop.now());
        }));
    }

    @Override
    public void failed(String reason) {
        loop.post(onLink(() -> links.dtlsFailed(link, reason)));
    }

    @Override
    public void closed() {
        loop.post(onLink(() -> links.end(link, LinkState.CLOSED, "closed by the peer")));
    }

    private Runnable onLink(Runnable action) {
        return () -> {
            if (!link.ended()) {
                links.guarded(link, action);
            }
        };
    }

    /// For a session that has not been replaced in the meantime.
    private Runnable onLeg(IceSession session, Consumer<IceLeg> action) {
        return onLink(() -> {
            IceLeg leg = link.legOf(session);
            if (leg != null) {
                action.accept(leg);
            }
        });
    }
}
