package io.plenum.server.media;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.signaling.media.MediaListener;
import io.plenum.transport.LinkState;
import io.plenum.transport.ShardListener;
import java.lang.System.Logger.Level;

/// What one shard reports, in signaling's words. Called on the shard's thread.
final class ReportingListener implements ShardListener {
    private static final System.Logger LOG = System.getLogger(ReportingListener.class.getName());

    private final int shard;
    private final MediaListener signaling;

    ReportingListener(int shard, MediaListener signaling) {
        this.shard = shard;
        this.signaling = signaling;
    }

    @Override
    public void link(PeerId peer, LinkState state, String reason) {
        LOG.log(Level.DEBUG, () -> peer + " is " + state + ": " + reason);
        signaling.link(peer, translated(state));
    }

    @Override
    public void event(Event event) {
        signaling.event(shard, event);
    }

    private static io.plenum.signaling.media.LinkState translated(LinkState state) {
        return switch (state) {
            case CONNECTED -> io.plenum.signaling.media.LinkState.CONNECTED;
            case DISCONNECTED -> io.plenum.signaling.media.LinkState.DISCONNECTED;
            case FAILED -> io.plenum.signaling.media.LinkState.FAILED;
            case CLOSED -> io.plenum.signaling.media.LinkState.CLOSED;
        };
    }
}
