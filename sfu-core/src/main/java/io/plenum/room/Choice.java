package io.plenum.room;

import io.plenum.allocate.Claim;
import io.plenum.allocate.Ladder;
import io.plenum.core.Command.Wish;
import io.plenum.core.LayerId;
import io.plenum.core.LayerReason;
import io.plenum.core.LayerStatus;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.forward.LayerSelector;
import io.plenum.forward.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which track a slot shows, which of its layers it aims at, which one plays meanwhile, and why it is not a better one.
final class Choice {
    /// What still plays while a key frame is waited for may take so much of what the slot is to have: a quarter more
    /// for the fifth of a second that it usually takes makes a queue of 50 ms.
    private static final int BRIDGE_PERCENT = 125;

    private final Claim claim = new Claim();
    private final LayerSelector selector = new LayerSelector();
    private final Told told = new Told();
    private @Nullable Track track;
    /// Whether its viewer can tell the layers of AV1 apart.
    private boolean described = true;
    /// Of the stay that plays now, or played last.
    private SubLayers inside = new SubLayers();

    @Nullable
    Track track() {
        return track;
    }

    Optional<TrackId> playing() {
        return Optional.ofNullable(track).map(Track::id);
    }

    /// From now on it is about this track, or about nothing.
    void play(@Nullable Track next) {
        track = next;
        claim.restart();
        selector.restart(next == null || next.isVideo() ? LayerSelector.NONE : 0);
    }

    /// Whether its viewer gets the dependency descriptor.
    void described(boolean agreed) {
        described = agreed;
    }

    // --- what is aimed at ---

    /// What it asks of its subscriber's link, of what there is now.
    Claim offer() {
        claim.offer(track == null ? Ladder.EMPTY : ladder(track));
        return claim;
    }

    /// Of what the viewer can play.
    private Ladder ladder(Track of) {
        return described ? of.qualities().ladder() : of.qualities().undescribedLadder();
    }

    /// Whether a larger picture is sent than the viewer can play, and it shows it so large.
    private boolean isBeyondReceiver() {
        Track playing = track;
        if (playing == null) {
            return false;
        }
        Ladder playable = ladder(playing);
        return playable.size() < playing.qualities().ladder().size()
                && claim.shownHeight() > playable.rung(playable.size() - 1).height();
    }

    /// Its viewer shows it like this.
    void show(Wish wish) {
        boolean screen = track != null && track.spec().source() == TrackSource.SCREEN;
        claim.show(wish.width() <= 0 ? 0 : wish.height(), wish.framesPerSecond(), wish.importance(), screen);
    }

    /// Whether its viewer has anything to look at here.
    boolean isShown() {
        return track != null && claim.shown();
    }

    /// -1 for none.
    int aimedEncoding() {
        return claim.aimed().encoding();
    }

    /// -1 for none.
    int playingEncoding() {
        return selector.current();
    }

    /// What it would watch if the publisher sent it, which may do so again by itself; -1 for none.
    int missedEncoding() {
        return claim.reason() == LayerReason.PUBLISHER_DOES_NOT_SEND
                ? claim.wanted().encoding()
                : LayerSelector.NONE;
    }

    /// True when it watches other encodings than at the last call.
    boolean takeDemandChange() {
        int missed = (missedEncoding() + 1) << (2 * Byte.SIZE);
        int encodings = missed + ((aimedEncoding() + 1) << Byte.SIZE) + playingEncoding() + 1;
        int demand = isShown() ? encodings : -1 - encodings;
        return told.takeDemandChange(demand);
    }

    /// Goes for the layer that the claim was given. True when nothing goes on until it begins.
    boolean aim() {
        Track playing = track;
        LayerId aimed = claim.aimed();
        if (playing == null || !playing.isVideo()) {
            return false;
        }
        if (aimed.equals(LayerId.NONE)) {
            selector.restart(LayerSelector.NONE);
            return false;
        }
        selector.aim(aimed.encoding());
        if (selector.current() == LayerSelector.NONE || selector.current() == aimed.encoding()) {
            inside.aim(aimed.spatial(), aimed.temporal());
        }
        return plays() && claim.isLimited() && !bridge(playing.qualities().ladder());
    }

    /// The link carries what is aimed at, not what still plays until a key frame comes: that goes on in a slower
    /// layer that fits, or, if none does, not at all. A picture that stands for a moment is better than a queue
    /// in which everything else must wait. False when nothing goes on.
    private boolean bridge(Ladder ladder) {
        LayerId sent = inside.current(selector.current());
        LayerId aimed = claim.aimed();
        boolean another = sent.encoding() != aimed.encoding();
        if (!another && !(sent.spatial() > aimed.spatial() && inside.waiting())) {
            return true;
        }
        int temporal = ladder.temporalWithin(sent, claim.bitsPerSecond() * BRIDGE_PERCENT / 100);
        if (temporal == Ladder.NOTHING) {
            selector.leave();
            inside.aim(aimed.spatial(), aimed.temporal());
            return false;
        }
        if (another) {
            inside.aim(sent.spatial(), Math.min(temporal, sent.temporal()));
        }
        return true;
    }

    // --- what plays, and why ---

    /// @param mid of the slot
    SlotStatus status(String mid) {
        return new SlotStatus(
                mid,
                playing(),
                claim.shownHeight(),
                figures(claim.wanted()),
                figures(claim.aimed()),
                figures(sent()),
                reason());
    }

    private LayerId sent() {
        return plays() ? inside.current(selector.current()) : LayerId.NONE;
    }

    private boolean plays() {
        return selector.current() != LayerSelector.NONE;
    }

    private LayerReason reason() {
        LayerId aimed = claim.aimed();
        boolean waits = plays()
                ? selector.current() != aimed.encoding() || inside.spatial() != aimed.spatial()
                : !aimed.equals(LayerId.NONE);
        if (waits) {
            return LayerReason.WAITING_FOR_KEY_FRAME;
        }
        boolean most = claim.reason() == LayerReason.PLAYING_WANTED;
        return most && isBeyondReceiver() ? LayerReason.RECEIVER : claim.reason();
    }

    private LayerStatus figures(LayerId id) {
        Track playing = track;
        if (playing == null || id.equals(LayerId.NONE)) {
            return LayerStatus.NONE;
        }
        Ladder ladder = playing.qualities().ladder();
        int step = ladder.find(id);
        return step == Ladder.NOTHING
                ? new LayerStatus(id, 0, 0)
                : new LayerStatus(id, ladder.rung(step).height(), ladder.bitsPerSecond(step));
    }

    /// True when what it shows, or why, is not what it was at the last call.
    boolean takeNews() {
        return told.takeNews(track, claim.wanted(), claim.aimed(), sent(), reason());
    }

    /// The layer whose key frame this slot waits for; null when it waits for none.
    @Nullable
    Layer awaited() {
        Track playing = track;
        boolean waits = playing != null && playing.isVideo() && (selector.waiting() || inside.waiting());
        waits &= selector.target() != LayerSelector.NONE;
        return waits && playing != null ? playing.layers().get(selector.target()) : null;
    }

    /// Whether it has turned out that only a key frame brings the layer that is aimed at; said once.
    boolean takeNeed() {
        return inside.takeNeed();
    }

    /// The layer that a picture lost by the subscriber's decoder would come from; null when nothing plays.
    @Nullable
    Layer shown() {
        Track playing = track;
        if (playing == null || !playing.isVideo()) {
            return null;
        }
        int layer = selector.waiting() ? selector.target() : selector.current();
        return layer == LayerSelector.NONE ? null : playing.layers().get(layer);
    }

    // --- packets ---

    boolean plays(ReceivedPacket received) {
        return received.layer().index() == selector.current();
    }

    boolean playsAnother(ReceivedPacket received) {
        return plays() && !plays(received);
    }

    /// Its current layer began anew.
    void beginAnew() {
        selector.restart(selector.target());
    }

    Verdict judge(ReceivedPacket received) {
        return selector.select(received.layer().index(), isBelowTarget(received), received.startsHere());
    }

    private boolean isBelowTarget(ReceivedPacket received) {
        return isBelow(selector.target(), received);
    }

    private static boolean isBelow(int layer, ReceivedPacket received) {
        TrackLayers of = received.layer().track().qualities();
        return layer != LayerSelector.NONE && of.rank(received.layer().index()) < of.rank(layer);
    }

    /// Whether the packet is of a lower quality than what plays, which the link is too narrow for.
    boolean isForcedDownBy(ReceivedPacket received) {
        return claim.isLimited() && isBelow(selector.current(), received);
    }

    /// What plays begins, or goes on in another layer, with this packet.
    ///
    /// @param of the stay that it begins
    void switched(ReceivedPacket first, SubLayers of) {
        selector.switched(first.layer().index());
        inside = of;
        inside.aim(claim.aimed().spatial(), claim.aimed().temporal());
        inside.restart(first);
    }

    /// Whether a packet of the layer that plays goes on.
    boolean keeps(ReceivedPacket received) {
        return received.hasMedia() && inside.keeps(received);
    }

    /// Whether the packet is the viewer's last of its picture, though it may not be the publisher's.
    boolean endsPicture(ReceivedPacket received) {
        return inside.endsPicture(received);
    }
}
