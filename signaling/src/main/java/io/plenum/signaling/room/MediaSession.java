package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.RemoteTransport;
import io.plenum.signaling.negotiate.Agreement;
import io.plenum.signaling.negotiate.AnswerWriter;
import io.plenum.signaling.negotiate.EngineCommands;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/// One peer connection of a participant, as the media path knows it: its transport and its place in the engine.
///
/// A participant whose client comes with a new peer connection gets a new one of these.
final class MediaSession {
    private enum Stage {
        NEW,
        OPENING,
        OPEN,
        /// The participant left before the transport was there: it is closed as soon as it is.
        ABANDONED,
        CLOSED
    }

    private final MediaPlane plane;
    private final RoomSpread spread;
    private final int shard;
    private final PeerId peer;
    private final Command.Join join;
    private final long sdpSession;

    private Stage stage = Stage.NEW;
    private boolean connecting;
    private boolean inEngine;
    private boolean dead;
    private boolean connected;
    private boolean askedToMove;
    private Optional<RemoteTransport> remote = Optional.empty();
    private Optional<LocalTransport> local = Optional.empty();
    private Agreement agreement = Agreement.NONE;
    private Agreement proposed = Agreement.NONE;
    private int sdpVersion;

    MediaSession(MediaPlane plane, RoomSpread spread, RoomId room, long csrc, RandomIdentifiers identifiers) {
        this.plane = plane;
        this.spread = spread;
        this.shard = spread.place();
        this.peer = identifiers.peerId();
        this.join = new Command.Join(room, peer, csrc, identifiers.seed());
        this.sdpSession = identifiers.session();
    }

    /// The shard that has its transport.
    int shard() {
        return shard;
    }

    PeerId peer() {
        return peer;
    }

    Agreement agreement() {
        return agreement;
    }

    Optional<RemoteTransport> remote() {
        return remote;
    }

    Optional<LocalTransport> local() {
        return local;
    }

    boolean isOpen() {
        return stage == Stage.OPEN;
    }

    /// Whether a transport is being opened or restarted: one at a time.
    boolean connecting() {
        return connecting;
    }

    /// Whether an offer goes on with this peer connection: a new one brings a new certificate, and a dead one
    /// cannot be brought back.
    boolean goesOnWith(RemoteTransport offered) {
        boolean sameClient = remote.map(known -> known.fingerprint().equals(offered.fingerprint()))
                .orElse(true);
        return sameClient && !dead && stage != Stage.CLOSED;
    }

    /// Opens the transport at the first time; restarts ICE when the client's credentials have changed.
    Future<LocalTransport> connect(RemoteTransport offered, Context context) {
        if (remote.equals(Optional.of(offered)) && local.isPresent()) {
            return Future.succeededFuture(local.get());
        }
        connecting = true;
        return Future.fromCompletionStage(transport(offered), context)
                .onFailure(failure -> failed())
                .map(opened -> opened(offered, opened))
                .recover(failure -> Future.failedFuture(MediaRefusals.of(failure)));
    }

    private CompletionStage<LocalTransport> transport(RemoteTransport offered) {
        if (stage == Stage.OPEN) {
            return plane.restart(shard, peer, offered);
        }
        stage = Stage.OPENING;
        return plane.open(shard, peer, offered);
    }

    private void failed() {
        connecting = false;
        if (stage == Stage.OPENING || stage == Stage.ABANDONED) {
            stage = Stage.CLOSED;
        }
    }

    private LocalTransport opened(RemoteTransport offered, LocalTransport opened) {
        connecting = false;
        remote = Optional.of(offered);
        local = Optional.of(opened);
        switch (stage) {
            case OPENING -> stage = Stage.OPEN;
            case ABANDONED -> {
                stage = Stage.CLOSED;
                plane.close(shard, peer);
            }
            default -> {} // a restart, whose transport may be closed by now
        }
        return opened;
    }

    /// What will be agreed as soon as the transport is there.
    void propose(Agreement next) {
        proposed = next;
    }

    /// Tells the engine what is new and returns the answer. The view comes before the slots that it is about.
    String agree(Optional<Command.View> view, boolean mixedExtensions) {
        if (!inEngine) {
            inEngine = true;
            command(join);
            view.ifPresent(this::command);
        }
        EngineCommands.between(peer, agreement, proposed).forEach(this::command);
        agreement = proposed;
        return AnswerWriter.write(agreement, local.orElseThrow(), mixedExtensions, sdpSession, ++sdpVersion);
    }

    /// Counts for the answer under way as well: nobody is to be heard again because a mute met a restart.
    void mute(TrackId track, boolean muted) {
        agreement = agreement.withMuted(track, muted);
        proposed = proposed.withMuted(track, muted);
        command(new Command.Mute(peer, track, muted));
    }

    void view(Command.View view) {
        if (inEngine) {
            command(view);
        }
    }

    void link(LinkState state) {
        dead |= state == LinkState.FAILED || state == LinkState.CLOSED;
        connected = state == LinkState.CONNECTED;
        if (state == LinkState.CONNECTED && inEngine) {
            command(new Command.Connected(peer));
        }
    }

    /// Whether its client may be asked to come with a new peer connection, which is placed anew. Once: who stays
    /// cannot or does not want to.
    boolean canMove() {
        return connected && !connecting && !askedToMove;
    }

    /// Media goes on until the client comes.
    void askToMove() {
        askedToMove = true;
    }

    /// Once and for all.
    void close() {
        spread.gone(shard);
        if (inEngine) {
            inEngine = false;
            command(new Command.Leave(peer));
        }
        switch (stage) {
            case OPENING -> stage = Stage.ABANDONED;
            case OPEN -> {
                stage = Stage.CLOSED;
                plane.close(shard, peer);
            }
            case NEW -> stage = Stage.CLOSED;
            case ABANDONED, CLOSED -> {}
        }
    }

    private void command(Command command) {
        spread.command(shard, command);
    }
}
