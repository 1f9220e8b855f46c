package io.plenum.signaling.room;

import io.plenum.core.Event;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.core.RoomId;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Times;
import io.plenum.signaling.media.MediaPlane;
import io.plenum.signaling.media.MediaReport;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.LeaveReason;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.stats.SignalingStats;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All conferences of this server: assigns participants to conferences and conferences to shards.
public final class ConferenceDirectory {
    private static final Logger LOG = System.getLogger(ConferenceDirectory.class.getName());

    /// What a smaller room would have to send to another shard is more than one person less saves.
    private static final int LEAST_TO_MOVE = 10;

    private final Vertx vertx;
    private final Context context;
    private final MediaPlane plane;
    private final SignalingConfig config;
    private final SignalingStats stats;
    private final ShardChoice shards;
    private final Relocation relocation;
    private final Timer lookTimer;
    private final RandomIdentifiers identifiers = new RandomIdentifiers();

    private final Map<String, Conference> conferences = new HashMap<>();
    private final Map<RoomId, Conference> byRoom = new HashMap<>();
    private final Map<PeerId, Seat> byPeer = new HashMap<>();
    private final ResumeTokens resumeTokens = new ResumeTokens();
    private boolean draining;

    /// @param context the event loop that owns everything here
    public ConferenceDirectory(
            Vertx vertx, Context context, MediaPlane plane, SignalingConfig config, SignalingStats stats) {
        this.vertx = vertx;
        this.context = context;
        this.plane = plane;
        this.config = config;
        this.stats = stats;
        this.shards = new ShardChoice(plane, config.rooms().spread());
        this.relocation = new Relocation(shards);
        this.lookTimer = new Timer(vertx);
    }

    /// From now on people are moved from a shard that has too much to do to another one.
    public void watchShards() {
        lookTimer.start(config.rooms().spread().look(), this::watchShards);
        lookAtShards();
    }

    void lookAtShards() {
        relocation.look().ifPresent(this::relieve);
    }

    /// Somebody goes, of the room that has most people there.
    private void relieve(int shard) {
        Comparator<Conference> byPeople =
                Comparator.comparingInt(conference -> conference.spread().peers(shard));
        conferences.values().stream()
                .filter(conference -> conference.spread().peers(shard) >= LEAST_TO_MOVE)
                .sorted(byPeople.reversed())
                .flatMap(conference -> conference.mover(shard).stream())
                .findFirst()
                .ifPresent(participant -> {
                    LOG.log(Level.INFO, "{0} is asked to move away from shard {1}", participant.id(), shard);
                    participant.askToMove();
                });
    }

    Context context() {
        return context;
    }

    Times times() {
        return config.times();
    }

    RandomIdentifiers identifiers() {
        return identifiers;
    }

    Presence presence(boolean bySocket, Runnable lost) {
        return new Presence(vertx, config.times(), bySocket, lost);
    }

    public Seat join(Admission admission) throws Refusal {
        refuseWhenDraining();
        Conference conference = conference(admission.room());
        if (conference.size() >= config.rooms().maxParticipants()) {
            throw new Refusal(ErrorCode.ROOM_FULL, "the room is full");
        }
        long csrc = conference.nextCsrc();
        MediaSession session = newSession(conference, csrc);
        Participant participant = new Participant(identifiers, csrc, admission, session);
        Seat seat = new Seat(this, conference, participant);
        opened(session, seat);
        resumeTokens.add(seat);
        conference.add(participant);
        stats.joined(seat.bySocket());
        LOG.log(Level.INFO, "{0} joins room {1} as {2}", participant.id(), conference.room(), session.peer());
        return seat;
    }

    /// The seat that goes with a resume token; the token is used up as soon as the client has shown that it got
    /// the next one.
    public Seat resume(String resumeToken, Client client) throws Refusal {
        Seat seat = resumeTokens
                .seat(resumeToken)
                .filter(Seat::bySocket)
                .orElseThrow(() -> new Refusal(ErrorCode.CANNOT_RESUME, "the resume token is unknown or too old"));
        resumeTokens.renew(seat, resumeToken, identifiers.token());
        seat.resume(client);
        stats.resumed();
        return seat;
    }

    void tokenArrived(Seat seat) {
        resumeTokens.arrived(seat);
    }

    /// The participant without a socket (WHIP, WHEP) behind a key, if it is still there.
    public Optional<Seat> session(String key) {
        return resumeTokens.seat(key).filter(seat -> !seat.bySocket());
    }

    private void refuseWhenDraining() throws Refusal {
        if (draining) {
            throw new Refusal(ErrorCode.SHUTTING_DOWN, "the server is going away");
        }
    }

    private Conference conference(String name) throws Refusal {
        Conference known = conferences.get(name);
        return known != null ? known : open(name);
    }

    private Conference open(String name) throws Refusal {
        if (conferences.size() >= config.rooms().maxRooms()) {
            throw new Refusal(ErrorCode.SERVER_FULL, "the server has as many rooms as it may");
        }
        Conference conference =
                new Conference(name, identifiers.roomId(name), new RoomSpread(plane, shards), new Timer(vertx));
        conferences.put(name, conference);
        byRoom.put(conference.room(), conference);
        stats.rooms(conferences.size());
        LOG.log(Level.INFO, "room {0} opens", name);
        return conference;
    }

    MediaSession newSession(Conference conference, long csrc) {
        int shardsBefore = conference.spread().shards().size();
        MediaSession session = new MediaSession(plane, conference.spread(), conference.room(), csrc, identifiers);
        if (conference.spread().shards().size() > shardsBefore) {
            LOG.log(
                    Level.INFO,
                    "room {0} is on shards {1}",
                    conference.room(),
                    conference.spread().shards());
        }
        return session;
    }

    void opened(MediaSession session, Seat seat) {
        byPeer.put(session.peer(), seat);
    }

    void closed(MediaSession session) {
        byPeer.remove(session.peer());
        session.close();
    }

    void left(Seat seat, LeaveReason reason) {
        Participant participant = seat.participant();
        Conference conference = seat.conference();
        closed(participant.session());
        judge(participant, Optional.empty());
        resumeTokens.forget(seat);
        conference.remove(participant, reason);
        stats.left(seat.bySocket());
        LOG.log(Level.INFO, "{0} leaves room {1}: {2}", participant.id(), conference.room(), reason.text());
        if (conference.isEmpty()) {
            conferences.remove(conference.name());
            byRoom.remove(conference.room());
            stats.rooms(conferences.size());
            LOG.log(Level.INFO, "room {0} closes", conference.room());
        }
    }

    /// What the media path reports, in batches, so that a client gets one message of all its slots that changed.
    public void reports(List<MediaReport> batch) {
        Set<Participant> changed = new LinkedHashSet<>();
        Set<Participant> judged = new LinkedHashSet<>();
        for (MediaReport report : batch) {
            switch (report) {
                case MediaReport.Link link -> seat(link.peer()).ifPresent(seat -> seat.link(link.state()));
                case MediaReport.Engine engine -> event(engine, changed, judged);
            }
        }
        changed.forEach(Participant::flushSlots);
        judged.forEach(Participant::tellQuality);
    }

    private void event(MediaReport.Engine report, Set<Participant> changed, Set<Participant> judged) {
        switch (report.event()) {
            case Event.SlotChanged slot ->
                seat(slot.subscriber()).map(Seat::participant).ifPresent(participant -> {
                    participant.slotChanged(slot.mid(), slot.track());
                    changed.add(participant);
                });
            case Event.SpeakersChanged speakers -> speakers(report.shard(), speakers);
            case Event.TrackFlowing flowing -> seat(flowing.publisher()).ifPresent(seat -> seat.flowing(flowing));
            case Event.LayersWanted wanted -> seat(wanted.publisher()).ifPresent(seat -> seat.layersWanted(wanted));
            case Event.QualityChanged news ->
                seat(news.subscriber()).map(Seat::participant).ifPresent(participant -> {
                    judge(participant, Optional.of(news.quality()));
                    judged.add(participant);
                });
            case Event.RoomFailed failed -> failed(report.shard(), failed);
        }
    }

    /// What a participant gets from now on; empty = nothing over this peer connection any more.
    void judge(Participant participant, Optional<Quality> quality) {
        stats.quality().changed(participant.quality(), quality);
        participant.quality(quality);
    }

    /// The engine has forgotten the room, so what its participants have agreed with us is void: they join anew.
    private void failed(int shard, Event.RoomFailed event) {
        LOG.log(Level.ERROR, "room {0} failed in the engine: {1}", event.room(), event.reason());
        Conference conference = byRoom.get(event.room());
        if (conference != null) {
            Refusal why = new Refusal(ErrorCode.CANNOT_RESUME, "the room failed because of a bug of ours: join anew");
            seatsOf(conference, shard).forEach(seat -> putOut(seat, why, LeaveReason.REMOVED));
        }
    }

    /// Those whose transport is on a shard: what others have of them there are images, which come back with them.
    private List<Seat> seatsOf(Conference conference, int shard) {
        return resumeTokens.seats().stream()
                .filter(seat -> seat.conference().equals(conference))
                .filter(seat -> seat.participant().session().shard() == shard)
                .toList();
    }

    private static void putOut(Seat seat, Refusal why, LeaveReason reason) {
        seat.participant().client().ifPresent(client -> client.end(why));
        seat.leave(reason);
    }

    private void speakers(int shard, Event.SpeakersChanged event) {
        Conference conference = byRoom.get(event.room());
        if (conference != null && conference.spread().leads(shard)) {
            conference.speakers(event.speakers().stream()
                    .flatMap(peer -> seat(peer).stream())
                    .map(seat -> seat.participant().id())
                    .toList());
        }
    }

    private Optional<Seat> seat(PeerId peer) {
        return Optional.ofNullable(byPeer.get(peer));
    }

    /// Nobody comes in any more.
    public void drain() {
        draining = true;
    }

    /// Everybody is told and put out.
    public void shutdown() {
        drain();
        Refusal why = new Refusal(ErrorCode.SHUTTING_DOWN, "the server is going away");
        for (Seat seat : resumeTokens.seats()) {
            putOut(seat, why, LeaveReason.SHUTDOWN);
        }
    }

    /// All rooms, without the people in them.
    public List<RoomStatus> rooms() {
        return conferences.values().stream()
                .map(conference -> conference.status(List.of()))
                .toList();
    }

    /// @param from how many of its people to leave out, in the order in which they came
    public Optional<RoomStatus> room(String name, int from, int most) {
        return Optional.ofNullable(conferences.get(name))
                .map(conference -> conference.status(conference.people(from, most)));
    }

    /// Entries in all tables: 0 when nobody is there.
    public int entries() {
        return conferences.size() + byRoom.size() + byPeer.size() + resumeTokens.size();
    }
}
