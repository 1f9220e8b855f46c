package io.plenum.signaling.room;

import io.plenum.core.Command;
import io.plenum.core.Command.Wish;
import io.plenum.core.Quality;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.media.LinkState;
import io.plenum.signaling.negotiate.Rights;
import io.plenum.signaling.protocol.Described;
import io.plenum.signaling.protocol.Messages;
import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.ParticipantInfo;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// One person, or program, in a conference. Owned by its [Conference].
final class Participant {
    private final String id;
    private final long csrc;
    private final Rights rights;
    private final Optional<String> follows;
    private final boolean bySocket;
    private String name;
    private String resumeToken;
    private Optional<String> usedToken = Optional.empty();
    private Optional<Client> client;
    private MediaSession session;
    private Optional<Look> look = Optional.empty();
    private Described described;
    private long knows;

    private final Set<TrackId> stalled = new HashSet<>();
    private final Map<TrackId, List<Boolean>> layersWanted = new LinkedHashMap<>();
    private Optional<Quality> quality = Optional.empty();
    /// As it was told last.
    private Optional<LinkState> transport = Optional.empty();
    private final Map<String, Optional<TrackId>> slots = new LinkedHashMap<>();
    private final Map<String, Optional<TrackId>> slotChanges = new LinkedHashMap<>();

    /// What it wants to see, whichever peer connection it has.
    record Look(List<Wish> wishes, boolean fillVideo, boolean fillAudio, int lastN) {}

    Participant(RandomIdentifiers identifiers, long csrc, Admission admission, MediaSession session) {
        this.id = identifiers.participantId();
        this.resumeToken = identifiers.token();
        this.csrc = csrc;
        this.rights = admission.rights();
        this.follows = admission.follows();
        this.name = admission.name();
        this.client = admission.client();
        this.bySocket = client.isPresent();
        this.session = session;
        this.described = Described.of(info());
    }

    String id() {
        return id;
    }

    long csrc() {
        return csrc;
    }

    Rights rights() {
        return rights;
    }

    String name() {
        return name;
    }

    void rename(String newName) {
        name = newName;
    }

    /// The name of the participant whose tracks alone it wants (WHEP by name).
    Optional<String> follows() {
        return follows;
    }

    String resumeToken() {
        return resumeToken;
    }

    void resumeToken(String next) {
        resumeToken = next;
    }

    /// The token it resumed with, until it has shown that it has the next one.
    Optional<String> usedToken() {
        return usedToken;
    }

    void usedToken(Optional<String> token) {
        usedToken = token;
    }

    /// Whether it came by WebSocket, not by WHIP or WHEP.
    boolean bySocket() {
        return bySocket;
    }

    Optional<Client> client() {
        return client;
    }

    void client(Optional<Client> next) {
        client = next;
    }

    void tell(JsonObject message) {
        client.ifPresent(present -> present.send(Outgoing.of(message)));
    }

    void tell(Outgoing message) {
        client.ifPresent(present -> present.send(message));
    }

    MediaSession session() {
        return session;
    }

    /// The client came with another peer connection: nothing of the old one goes on.
    void session(MediaSession next) {
        session = next;
        transport = Optional.empty();
        stalled.clear();
        slots.clear();
        slotChanges.clear();
        layersWanted.clear();
    }

    /// Whether it can be asked to move away from a shard, which is by a message.
    boolean canLeave(int shard) {
        return client.isPresent() && session.shard() == shard && session.canMove();
    }

    /// Its client takes the transport for lost and comes with a new one.
    void askToMove() {
        session.askToMove();
        tellTransport(LinkState.FAILED);
    }

    /// How its transport is. That it is lost is told once: who comes with a new one closes the old one first, and
    /// would come with another one again.
    void tellTransport(LinkState state) {
        boolean known = state == LinkState.FAILED && transport.equals(Optional.of(state));
        transport = Optional.of(state);
        if (!known) {
            tell(Messages.media(state));
        }
    }

    List<TrackSpec> tracks() {
        return session.agreement().tracks();
    }

    void look(Look next) {
        if (!look.equals(Optional.of(next))) {
            look = Optional.of(next);
            view().ifPresent(session::view);
        }
    }

    /// What the engine must be told of it.
    Optional<Command.View> view() {
        return look.map(wanted -> new Command.View(
                session.peer(), wanted.wishes(), wanted.fillVideo(), wanted.fillAudio(), wanted.lastN()));
    }

    /// Whether this is news.
    boolean flowing(TrackId track, boolean flows) {
        return session.agreement().publishes(track) && (flows ? stalled.remove(track) : stalled.add(track));
    }

    /// Which encodings of an own track anybody watches. What does not fit the track is about one that is gone.
    void layersWanted(TrackId id, List<Boolean> encodings) {
        if (fits(id, encodings)) {
            layersWanted.put(id, encodings);
            tellLayers(id, encodings);
        }
    }

    private void tellLayers(TrackId id, List<Boolean> encodings) {
        track(id).ifPresent(track -> tell(Messages.layers(track, encodings)));
    }

    private boolean fits(TrackId id, List<Boolean> encodings) {
        return track(id).map(track -> track.encodings().size()).orElse(-1) == encodings.size();
    }

    private Optional<TrackSpec> track(TrackId id) {
        return tracks().stream().filter(track -> track.id().equals(id)).findFirst();
    }

    Optional<Quality> quality() {
        return quality;
    }

    void quality(Optional<Quality> now) {
        quality = now;
    }

    /// Only those with a socket are told, so for the others nothing is written.
    void tellQuality() {
        if (client.isPresent()) {
            quality.ifPresent(now -> tell(Messages.quality(now)));
        }
    }

    void repeatNews() {
        layersWanted.forEach(this::tellLayers);
        tellQuality();
    }

    void slotChanged(String mid, Optional<TrackId> track) {
        if (session.agreement().hasSlot(mid)) {
            slots.put(mid, track);
            slotChanges.put(mid, track);
        }
    }

    /// Sends what has changed in its slots since the last time, in one message.
    void flushSlots() {
        if (!slotChanges.isEmpty()) {
            tell(Messages.slots(slotChanges));
            slotChanges.clear();
        }
    }

    /// A client that resumes is told all its slots.
    void forgetSlotChanges() {
        slotChanges.clear();
    }

    /// After an agreement: slots and tracks that are no more.
    void forgetWhatClosed() {
        slots.keySet().removeIf(mid -> !session.agreement().hasSlot(mid));
        slotChanges.keySet().retainAll(slots.keySet());
        stalled.removeIf(track -> !session.agreement().publishes(track));
        layersWanted.entrySet().removeIf(wanted -> !fits(wanted.getKey(), wanted.getValue()));
    }

    Map<String, Optional<TrackId>> slots() {
        return slots;
    }

    /// As the others were told of it last.
    Described described() {
        return described;
    }

    /// As they are told of it from now on.
    Described describe() {
        described = Described.of(info());
        return described;
    }

    /// The number of the latest of its room's news that it was told with the room as a whole.
    long knows() {
        return knows;
    }

    void knows(long number) {
        knows = number;
    }

    ParticipantInfo info() {
        List<ParticipantInfo.Track> described = tracks().stream()
                .map(track -> new ParticipantInfo.Track(
                        track.id(), track.kind(), track.source(), track.muted(), !stalled.contains(track.id())))
                .toList();
        return new ParticipantInfo(id, name, csrc, described);
    }
}
