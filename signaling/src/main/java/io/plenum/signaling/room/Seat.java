package io.plenum.signaling.room;

import io.plenum.core.Command.Wish;
import io.plenum.core.Event;
import io.plenum.core.TrackId;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.media.LocalTransport;
import io.plenum.signaling.media.RemoteTransport;
import io.plenum.signaling.negotiate.Agreement;
import io.plenum.signaling.negotiate.Negotiator;
import io.plenum.signaling.negotiate.TrackLabel;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Joined;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.protocol.Request;
import io.plenum.signaling.sdp.SdpException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A participant's place in its conference: what a client's requests and the media path's reports act on.
public final class Seat {
    private final ConferenceDirectory directory;
    private final Conference conference;
    private final Participant participant;
    private final Presence presence;
    private boolean taken = true;

    Seat(ConferenceDirectory directory, Conference conference, Participant participant) {
        this.directory = directory;
        this.conference = conference;
        this.participant = participant;
        this.presence = directory.presence(participant.bySocket(), () -> leave(LeaveReason.LOST));
    }

    /// False from the moment the participant has left.
    public boolean taken() {
        return taken;
    }

    /// Whether it came by WebSocket, not by WHIP or WHEP.
    boolean bySocket() {
        return participant.bySocket();
    }

    Conference conference() {
        return conference;
    }

    Participant participant() {
        return participant;
    }

    /// What a client that has come, or come back, is to be told at once.
    public Joined joined(boolean resumed) {
        return new Joined(
                conference.name(),
                participant.id(),
                participant.csrc(),
                participant.resumeToken(),
                directory.times().resumeWindow().toMillis(),
                resumed,
                conference.introduce(participant),
                participant.slots(),
                conference.speakers());
    }

    /// Answers an offer. The stage fails with a [Refusal], or with what went wrong in the media path.
    public Future<Answer> offer(Offer offer, List<TrackLabel> labels) throws Refusal {
        if (participant.session().connecting()) {
            throw new Refusal(ErrorCode.BAD_OFFER, "the offer before this one is not answered yet");
        }
        Offers.check(offer, labels);
        boolean goesOn = participant.session().goesOnWith(offer.transport());
        MediaSession session = goesOn ? participant.session() : directory.newSession(conference, participant.csrc());
        session.propose(negotiate(offer, labels, session.agreement()));
        if (!goesOn) {
            use(session);
        }
        return session.connect(offer.transport(), directory.context()).compose(transport -> answer(session, offer));
    }

    private Agreement negotiate(Offer offer, List<TrackLabel> labels, Agreement before) throws Refusal {
        try {
            return Negotiator.negotiate(offer, participant.rights(), labels, before, directory.identifiers());
        } catch (SdpException e) {
            throw Offers.refusal(e);
        }
    }

    /// What was published over the old peer connection ends now, whatever comes of the new one.
    private void use(MediaSession session) {
        boolean published = !participant.tracks().isEmpty();
        directory.closed(participant.session());
        participant.session(session);
        directory.judge(participant, Optional.empty());
        presence.newTransport();
        directory.opened(session, this);
        if (published) {
            conference.updated(participant);
        }
    }

    private Future<Answer> answer(MediaSession session, Offer offer) {
        if (!session.isOpen()) {
            return Future.failedFuture(new Refusal(ErrorCode.NOT_JOINED, "the participant has left"));
        }
        boolean publishedBefore = !participant.tracks().isEmpty();
        String sdp = session.agree(participant.view(), offer.mixedExtensions());
        participant.forgetWhatClosed();
        if (publishedBefore || !participant.tracks().isEmpty()) {
            conference.updated(participant);
        }
        return Future.succeededFuture(new Answer(sdp, participant.tracks()));
    }

    /// An ICE restart without an offer (WHIP, WHEP).
    public Future<LocalTransport> restart(String ufrag, String password) throws Refusal {
        MediaSession session = participant.session();
        Optional<RemoteTransport> known = session.remote();
        if (session.connecting() || known.isEmpty()) {
            throw new Refusal(ErrorCode.BAD_OFFER, "the offer before this is not answered yet");
        }
        RemoteTransport now = new RemoteTransport(
                ufrag, password, known.get().fingerprintAlgorithm(), known.get().fingerprint());
        return session.connect(now, directory.context());
    }

    /// The ICE credentials of the client, once it has offered.
    public Optional<RemoteTransport> remote() {
        return participant.session().remote();
    }

    /// Our ICE credentials and candidates, once they are known.
    public Optional<LocalTransport> local() {
        return participant.session().local();
    }

    /// The name of its room.
    public String room() {
        return conference.name();
    }

    /// What names the session of a participant without a socket; whoever knows it may act for it.
    public String key() {
        return participant.resumeToken();
    }

    /// The mids of the m-lines that share the transport.
    public List<String> mids() {
        return participant.session().agreement().bundle();
    }

    public void mute(TrackId track, boolean muted) throws Refusal {
        if (!participant.session().agreement().publishes(track)) {
            throw new Refusal(ErrorCode.UNKNOWN_TRACK, "not one of your tracks");
        }
        participant.session().mute(track, muted);
        conference.updated(participant);
    }

    public void view(Request.View view) {
        Set<TrackId> there = conference.tracks();
        List<Wish> known = view.wishes().stream()
                .filter(wish -> there.contains(wish.track()))
                .toList();
        participant.look(new Participant.Look(known, view.fill(), true, view.lastN()));
    }

    public void rename(String name) {
        participant.rename(name);
        conference.updated(participant);
    }

    /// A client comes back; the one it had before, if any, is sent away. What it missed is in [#joined].
    void resume(Client client) {
        participant.client().ifPresent(old -> old.end(new Refusal(ErrorCode.REPLACED, "resumed on another socket")));
        participant.client(Optional.of(client));
        participant.forgetSlotChanges();
        presence.socketCame();
    }

    /// Tells a client that has resumed what it may have missed and [#joined] does not hold.
    public void catchUp() {
        participant.repeatNews();
    }

    /// A request has come from the client: it has had our reply, with its new token, to what it asked before.
    public void heard() {
        directory.tokenArrived(this);
    }

    /// A socket was closed. Only the participant's present one matters.
    public void lost(Client client) {
        if (taken && participant.client().equals(Optional.of(client))) {
            participant.client(Optional.empty());
            presence.socketWent();
        }
    }

    public void leave(LeaveReason reason) {
        if (taken) {
            taken = false;
            presence.end();
            directory.left(this, reason);
        }
    }

    void link(LinkState state) {
        participant.session().link(state);
        participant.tellTransport(state == LinkState.CLOSED ? LinkState.FAILED : state);
        presence.link(state);
    }

    void layersWanted(Event.LayersWanted event) {
        participant.layersWanted(event.track(), event.encodings());
    }

    void flowing(Event.TrackFlowing event) {
        if (participant.flowing(event.track(), event.flowing())) {
            conference.updated(participant);
        }
    }
}
