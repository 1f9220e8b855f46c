package io.plenum.signaling.room;

import io.plenum.signaling.config.SignalingConfig.Times;
import io.plenum.signaling.media.LinkState;
import io.vertx.core.Vertx;
import java.time.Duration;

/// Decides when a participant that does not say so has left.
///
/// One with a socket has left when it lost the socket and did not come back within the window, or lost it while its
/// media has been silent for as long. One without (WHIP, WHEP) lives by its transport alone.
final class Presence {
    private final Times times;
    private final boolean bySocket;
    private final Runnable lost;
    private final Timer socketTimer;
    private final Timer linkTimer;
    private boolean socketGone;
    private boolean silent;

    Presence(Vertx vertx, Times times, boolean bySocket, Runnable lost) {
        this.times = times;
        this.bySocket = bySocket;
        this.lost = lost;
        this.socketTimer = new Timer(vertx);
        this.linkTimer = new Timer(vertx);
        if (!bySocket) {
            linkTimer.start(times.connect(), lost);
        }
    }

    void socketCame() {
        socketGone = false;
        socketTimer.stop();
    }

    void socketWent() {
        socketGone = true;
        socketTimer.start(silent ? Duration.ZERO : times.resumeWindow(), lost);
    }

    /// A new peer connection has not been silent yet.
    void newTransport() {
        if (bySocket) {
            silent = false;
            linkTimer.stop();
        }
    }

    void link(LinkState state) {
        switch (state) {
            case CONNECTED -> {
                silent = false;
                linkTimer.stop();
            }
            case DISCONNECTED -> linkTimer.start(times.resumeWindow(), this::silentForTheWindow);
            case FAILED, CLOSED -> {
                if (!bySocket) {
                    lost.run();
                }
            }
        }
    }

    private void silentForTheWindow() {
        silent = true;
        if (!bySocket || socketGone) {
            lost.run();
        }
    }

    void end() {
        socketTimer.stop();
        linkTimer.stop();
    }
}
