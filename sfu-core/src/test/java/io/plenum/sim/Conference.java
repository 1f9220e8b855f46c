package io.plenum.sim;

import io.plenum.core.Command;
import io.plenum.core.Event;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.PeerId;
import io.plenum.core.Quality;
import io.plenum.core.RoomId;
import io.plenum.core.Sfu;
import io.plenum.core.SfuConfig;
import io.plenum.core.SfuSnapshot;
import io.plenum.core.SlotSpec;
import io.plenum.core.SlotStatus;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSpec;
import io.plenum.rtp.AudioLevel;
import io.plenum.stats.Counter;
import io.plenum.stats.DropReason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A scenario around the real engine: `try (var room =
/// conference(42).publisher("ann").subscriber("bob").link("bob", loss(5)).run(seconds(10))) …`
///
/// Closing it lets everybody leave and checks what must hold after any scenario: no receiver saw
/// anything that only a faulty server sends, and no packet memory is still held.
public final class Conference implements AutoCloseable {
    /// 2026-01-01: any wall clock will do, as long as it is always the same.
    public static final long EPOCH_MILLIS = 1_767_225_600_000L;

    private static final RoomId ROOM = new RoomId("room");
    private static final int NO_SHARD = -1;
    private static final int DEFAULT_AUDIO_SLOTS = 3;
    private static final int DEFAULT_VIDEO_SLOTS = 4;
    /// Longer than any time-out of the engine: what is still held after it is leaked.
    private static final long AFTERMATH_NANOS = Times.seconds(60);

    private static final SfuSnapshot EMPTY = new SfuSnapshot(0, 0, 0, 0, 0, 0);

    private final Simulation simulation;
    private final Shards shards;
    private int shard;
    private int failing = NO_SHARD;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Integer, List<PeerId>> speakers = new LinkedHashMap<>();

    private Conference(long seed, int shardCount) {
        simulation = new Simulation(seed);
        shards = new Shards(simulation, shardCount, SfuConfig.defaults(EPOCH_MILLIS), this::event);
    }

    public static Conference conference(long seed) {
        return new Conference(seed, 1);
    }

    /// One room over several shards, which are told nothing of each other but what travels between them.
    public static Conference spread(long seed, int shards) {
        return new Conference(seed, shards);
    }

    /// Where those who are named next will have their links.
    public Conference on(int where) {
        shard = where;
        return this;
    }

    /// A shard that looks only so long after something has come for it from another one.
    public Conference slow(int where, long nanos) {
        shards.slow(where, nanos);
        return this;
    }

    /// A shard whose processor others want, too: what it sends leaves up to so much after its time.
    public Conference late(int where, long mostNanos) {
        shards.hosts().get(where).late(mostNanos);
        return this;
    }

    /// A shard with more to do than it can: so much of what may wait does, in percent.
    public Conference behind(int where, int percent) {
        shards.hosts().get(where).behind(percent);
        return this;
    }

    /// A bug ends the room on one shard, and signaling puts out those whose links are there.
    public Conference fail(int where) {
        failing = where;
        List<Member> there = members.values().stream()
                .filter(member -> member.host().shard() == where)
                .toList();
        there.getFirst().host().tell(new Command.Publish(there.getFirst().peer(), impossible(there.getFirst())));
        check(failing == NO_SHARD, "the room did not fail");
        there.forEach(Member::leave);
        return this;
    }

    /// What signaling never lets through: a payload type that does not exist.
    private static TrackSpec impossible(Member member) {
        TrackSpec like = member.publisher().tracks().getFirst();
        PayloadSpec payload = new PayloadSpec(200, like.payloads().getFirst().codec(), OptionalInt.empty(), Set.of());
        return new TrackSpec(
                new TrackId(like.id().value() + 5),
                like.kind(),
                like.source(),
                like.mid(),
                List.of(payload),
                like.extensions(),
                like.encodings(),
                false);
    }

    /// Publishes a microphone and a camera, and receives nothing.
    public Conference publisher(String name) {
        return publisher(name, PublisherOptions.PERSON);
    }

    public Conference publisher(String name, PublisherOptions options) {
        return member(name, options, 0, 0, 0);
    }

    /// Receives with slots enough for a small meeting, and publishes nothing.
    public Conference subscriber(String name) {
        return subscriber(name, DEFAULT_AUDIO_SLOTS, DEFAULT_VIDEO_SLOTS);
    }

    public Conference subscriber(String name, int audioSlots, int videoSlots) {
        return member(name, null, audioSlots, videoSlots, 0);
    }

    /// Publishes and receives.
    public Conference participant(String name) {
        return participant(name, PublisherOptions.PERSON, 0);
    }

    public Conference participant(String name, PublisherOptions options, long joinNanos) {
        return member(name, options, DEFAULT_AUDIO_SLOTS, DEFAULT_VIDEO_SLOTS, joinNanos);
    }

    public Conference member(
            String name, @Nullable PublisherOptions options, int audioSlots, int videoSlots, long joinNanos) {
        long number = members.size() + 1L;
        Dialect dialect = options == null ? Dialect.ALL.get((int) (number % Dialect.ALL.size())) : options.dialect();
        List<SlotSpec> slots = SlotSpecs.of(dialect, audioSlots, videoSlots, simulation.random(name + " slots"));
        SfuHost host = shards.hosts().get(shard);
        Member member = new Member(name, number, options, slots, EPOCH_MILLIS, simulation, host, this::csrcOfTrack);
        members.put(name, member);
        simulation.at(joinNanos, () -> member.join(ROOM));
        return this;
    }

    /// Both directions of a member's link, from now on.
    public Conference link(String name, LinkProfile profile) {
        return uplink(name, profile).downlink(name, profile);
    }

    public Conference uplink(String name, LinkProfile profile) {
        member(name).uplink().profile(profile);
        return this;
    }

    public Conference downlink(String name, LinkProfile profile) {
        member(name).downlink().profile(profile);
        return this;
    }

    /// The way to all of them leads through one piece that they share, beside what their links do.
    public Bottleneck behind(long bitsPerSecond, long queueNanos, String... names) {
        Bottleneck shared = new Bottleneck(simulation).limit(bitsPerSecond, queueNanos);
        for (String name : names) {
            member(name).downlink().through(shared);
        }
        return shared;
    }

    /// Somebody else's download on the same line, from a moment on.
    public Download download(Bottleneck shared, long roundTripNanos, long startNanos) {
        Download download = new Download(simulation, shared, roundTripNanos);
        simulation.at(startNanos, download::start);
        return download;
    }

    /// Something to happen at a moment of the scenario.
    public Conference at(long nanos, Runnable action) {
        simulation.at(nanos, action);
        return this;
    }

    /// Goes on for a while; can be called again.
    public Conference run(long nanos) {
        try {
            simulation.runUntil(simulation.nowNanos() + nanos);
        } catch (RuntimeException e) {
            throw new AssertionError(at("the engine threw"), e);
        }
        return this;
    }

    public Conference mute(String name, MediaKind kind, boolean muted) {
        Member member = member(name);
        member.host().command(new Command.Mute(member.peer(), member.track(kind), muted));
        return this;
    }

    /// Somebody who has only watched so far publishes from now on.
    public Conference publish(String name, PublisherOptions options) {
        member(name).publish(options);
        return this;
    }

    public Conference unpublish(String name, MediaKind kind) {
        Member member = member(name);
        member.host().command(new Command.Unpublish(member.peer(), member.track(kind)));
        return this;
    }

    public Conference view(String name, boolean fillVideo, boolean fillAudio, Command.Wish... wishes) {
        member(name).host().command(new Command.View(member(name).peer(), Arrays.asList(wishes), fillVideo, fillAudio));
        return this;
    }

    /// A wish for somebody's camera or microphone.
    public Command.Wish wish(String name, MediaKind kind) {
        return new Command.Wish(member(name).track(kind), 640, 360);
    }

    /// One person's camera and nothing else, shown so high.
    public Conference watch(String viewer, String publisher, int height) {
        TrackId track = member(publisher).track(MediaKind.VIDEO);
        return view(viewer, false, false, new Command.Wish(track, height * 16 / 9, height));
    }

    /// The same with its microphone.
    public Conference watchAndHear(String viewer, String publisher, int height) {
        TrackId track = member(publisher).track(MediaKind.VIDEO);
        return view(viewer, false, true, new Command.Wish(track, height * 16 / 9, height));
    }

    /// A publisher sends so many layers and no more, as when its bandwidth falls.
    public Conference limit(String name, int layers) {
        member(name).publisher().limit(layers);
        return this;
    }

    /// What the engine says of a viewer's link and pictures.
    public Quality quality(String name) {
        Member member = member(name);
        return member.host()
                .sfu()
                .quality(member.peer(), nowNanos())
                .orElseThrow(() -> new AssertionError(at("no " + name)));
    }

    /// One in twenty packets of a member's links, both ways, comes behind up to so many later ones.
    public Conference overtake(String name, int most) {
        member(name).uplink().overtake(0.05, most);
        member(name).downlink().overtake(0.05, most);
        return this;
    }

    /// From now on everything comes in the order in which it was sent.
    public Conference inOrder(String name) {
        member(name).uplink().overtake(0, 1);
        member(name).downlink().overtake(0, 1);
        return this;
    }

    /// A camera's encoders begin anew: with other numbers of every kind.
    ///
    /// @param sameNames whether the SSRCs stay
    public Conference restart(String name, boolean sameNames) {
        member(name).losses().restarted();
        member(name).publisher().restart(sameNames, simulation.nowNanos());
        return this;
    }

    /// What a member publishes is described anew, as a new offer does.
    public Conference offerAgain(String name) {
        Member member = member(name);
        member.publisher().tracks().forEach(track -> member.host().command(new Command.Publish(member.peer(), track)));
        return this;
    }

    /// What the engine says of a video slot.
    public SlotStatus status(String name, String mid) {
        return member(name).host().sfu().quality(member(name).peer(), nowNanos()).orElseThrow().slots().stream()
                .filter(status -> status.mid().equals(mid))
                .findFirst()
                .orElseThrow(() -> new AssertionError(at("no status of " + mid)));
    }

    public Conference speaks(String name, int minusDbov) {
        member(name).publisher().level(minusDbov);
        return this;
    }

    public Conference fallsSilent(String name) {
        return speaks(name, AudioLevel.SILENCE);
    }

    public Conference leave(String name) {
        member(name).leave();
        return this;
    }

    /// A killed browser: nothing comes from it any more, and nobody is told.
    public Conference vanish(String name) {
        member(name).vanish();
        return this;
    }

    /// Anything at all, as if it came from a member's link.
    public Conference inject(String name, byte[] datagram) {
        member(name).host().receive(member(name).peer(), datagram);
        return this;
    }

    public Member member(String name) {
        Member member = members.get(name);
        if (member == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return member;
    }

    public long nowNanos() {
        return simulation.nowNanos();
    }

    /// Packets held by histories and queues.
    public int packetsHeld() {
        return shards.hosts().stream()
                .mapToInt(host -> host.sfu().pool().inUse())
                .sum();
    }

    /// Who speaks, as one shard sees it.
    public List<PeerId> speakers(int where) {
        return speakers.getOrDefault(where, List.of());
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    public long count(Counter counter) {
        return shards.hosts().stream()
                .mapToLong(host -> host.sfu().counters().get(counter))
                .sum();
    }

    public long dropped(DropReason reason) {
        return shards.hosts().stream()
                .mapToLong(host -> host.sfu().counters().get(reason))
                .sum();
    }

    /// For assertions: what went wrong, when, and the seed that replays it.
    public String at(String what) {
        return String.format("%s (at %.3f s, seed %d)", what, simulation.nowNanos() / 1e9, simulation.seed());
    }

    /// Begins a check on what a member received.
    public Reception assertThat(String name) {
        return new Reception(this, member(name));
    }

    /// Fails with the seed when the condition does not hold.
    public void check(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(at(otherwise));
        }
    }

    @Override
    public void close() {
        members.values().forEach(this::checkViolations);
        members.values().forEach(Member::leave);
        run(AFTERMATH_NANOS);
        for (SfuHost host : shards.hosts()) {
            Sfu sfu = host.sfu();
            check(sfu.snapshot().equals(EMPTY), "left behind: " + sfu.snapshot());
            check(sfu.pool().inUse() == 0, sfu.pool().inUse() + " packets are still held after everybody has left");
        }
    }

    private void checkViolations(Member member) {
        for (Violations violations : member.violations()) {
            check(
                    violations.count() == 0,
                    member.name() + " saw " + violations.count() + " violations:\n  "
                            + String.join("\n  ", violations.list()) + "\n");
        }
    }

    /// How many of a track's packets, captured in a span of time, have never come to the server.
    long neverArrived(long track, int encoding, long fromNanos, long toNanos) {
        return members.values().stream()
                .filter(member -> member.publishes(track))
                .mapToLong(member -> member.losses().count(track, encoding, fromNanos, toNanos))
                .sum();
    }

    private long csrcOfTrack(long track) {
        return members.values().stream()
                .filter(member -> member.publishes(track))
                .findFirst()
                .map(Member::csrc)
                .orElse(-1L);
    }

    private void event(int from, Event event) {
        events.add(event);
        if (event instanceof Event.SpeakersChanged changed) {
            speakers.put(from, changed.speakers());
        }
        switch (event) {
            case Event.SlotChanged changed -> byPeer(changed.subscriber()).event(changed);
            case Event.LayersWanted wanted -> byPeer(wanted.publisher()).event(wanted);
            case Event.RoomFailed failed -> {
                check(from == failing, "the engine failed: " + failed.reason());
                failing = NO_SHARD;
            }
            default -> {}
        }
    }

    private Member byPeer(PeerId peer) {
        return members.values().stream()
                .filter(member -> member.peer().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError(at("an event for " + peer)));
    }
}
