package io.plenum.room;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Command.View;
import io.plenum.core.Command.Wish;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import io.plenum.room.SlotAssignment.Candidate;
import io.plenum.room.SlotAssignment.Place;
import io.plenum.room.SlotAssignment.Stage;
import io.plenum.room.SlotAssignment.Viewer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Cameras are tracks 101, 102, … of peers 1, 2, …; microphones 201, …; screens 301, …
class SlotAssignmentTest {
    private static final PeerId ME = new PeerId(99);
    private static final Set<String> VP8 = Set.of("vp8");
    private static final Set<String> OPUS = Set.of("opus");

    private final List<Candidate> candidates = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Wish> wishes = new ArrayList<>();
    private List<TrackId> loudest = List.of();
    private List<PeerId> recent = List.of();
    private boolean fill = true;
    private int lastN = View.ALL_SLOTS;

    private void camera(long peer) {
        camera(peer, VP8);
    }

    private void camera(long peer, Set<String> codecs) {
        candidates.add(
                new Candidate(new TrackId(100 + peer), new PeerId(peer), MediaKind.VIDEO, TrackSource.CAMERA, codecs));
    }

    private void microphone(long peer) {
        candidates.add(new Candidate(
                new TrackId(200 + peer), new PeerId(peer), MediaKind.AUDIO, TrackSource.MICROPHONE, OPUS));
    }

    private void screen(long peer) {
        candidates.add(
                new Candidate(new TrackId(300 + peer), new PeerId(peer), MediaKind.VIDEO, TrackSource.SCREEN, VP8));
    }

    /// A video slot in a group of its own; 0 = nothing plays in it.
    private void videoSlot(String mid, int group, long playing) {
        places.add(new Place(mid, MediaKind.VIDEO, group, VP8, playing(playing)));
    }

    private void audioSlot(String mid, int group, long playing) {
        places.add(new Place(mid, MediaKind.AUDIO, group, OPUS, playing(playing)));
    }

    private static Optional<TrackId> playing(long track) {
        return track == 0 ? Optional.empty() : Optional.of(new TrackId(track));
    }

    private Map<String, Long> assign() {
        Viewer viewer = new Viewer(ME, places, new View(ME, wishes, fill, fill, lastN));
        Map<String, Long> result = new TreeMap<>();
        Candidate[] assigned = SlotAssignment.assign(viewer, new Stage(candidates, loudest, recent, 3));
        for (int i = 0; i < assigned.length; i++) {
            if (assigned[i] != null) {
                result.put(places.get(i).mid(), assigned[i].id().value());
            }
        }
        return result;
    }

    @Test
    void emptySlotsAreFilledInTheOrderOfJoining() {
        camera(1);
        camera(2);
        camera(3);
        videoSlot("v1", 1, 0);
        videoSlot("v2", 2, 0);
        assertEquals(Map.of("v1", 101L, "v2", 102L), assign());
    }

    @Test
    void nobodySeesOrHearsThemselves() {
        camera(ME.value());
        microphone(ME.value());
        videoSlot("v1", 1, 0);
        audioSlot("a1", 1, 0);
        assertEquals(Map.of(), assign());
    }

    @Test
    void screensGoBeforeCameras() {
        camera(1);
        camera(2);
        screen(2);
        videoSlot("v1", 1, 101);
        videoSlot("v2", 2, 102);
        assertEquals(Map.of("v1", 101L, "v2", 302L), assign());
    }

    @Test
    void aNewSpeakerTakesTheSlotOfOneWhoIsNotAndNobodyElseMoves() {
        camera(1);
        camera(2);
        camera(3);
        camera(4);
        videoSlot("v1", 1, 102);
        videoSlot("v2", 2, 103);
        recent = List.of(new PeerId(4), new PeerId(3));
        assertEquals(Map.of("v1", 104L, "v2", 103L), assign());
    }

    @Test
    void whoIsShownStaysThoughOthersJoinedEarlier() {
        camera(1);
        camera(2);
        camera(3);
        videoSlot("v1", 1, 103);
        videoSlot("v2", 2, 0);
        assertEquals(Map.of("v1", 103L, "v2", 101L), assign());
    }

    @Test
    void wishesGoFirstAndKeepTheirPlace() {
        camera(1);
        camera(2);
        camera(3);
        wishes.add(new Wish(new TrackId(103), 640, 360));
        wishes.add(new Wish(new TrackId(101), 640, 360));
        videoSlot("v1", 1, 101);
        videoSlot("v2", 2, 102);
        assertEquals(Map.of("v1", 101L, "v2", 103L), assign());
    }

    @Test
    void withoutFillOnlyWishesPlay() {
        camera(1);
        camera(2);
        microphone(1);
        fill = false;
        wishes.add(new Wish(new TrackId(102), 640, 360));
        wishes.add(new Wish(new TrackId(777), 640, 360));
        videoSlot("v1", 1, 101);
        videoSlot("v2", 2, 0);
        audioSlot("a1", 1, 0);
        assertEquals(Map.of("v1", 102L), assign());
    }

    @Test
    void whatIsHiddenIsNotSent() {
        camera(1);
        camera(2);
        wishes.add(new Wish(new TrackId(101), 0, 0));
        videoSlot("v1", 1, 101);
        videoSlot("v2", 2, 102);
        assertEquals(Map.of("v2", 102L), assign());
    }

    @Test
    void onlyCodecsOfTheSlotPlay() {
        camera(1, Set.of("av1"));
        camera(2, Set.of("av1", "vp8"));
        videoSlot("v1", 1, 0);
        assertEquals(Map.of("v1", 102L), assign());
    }

    @Test
    void everybodyIsHeardWhenEverybodyFits() {
        for (long peer = 1; peer <= 5; peer++) {
            microphone(peer);
            audioSlot("a" + peer, (int) peer, 0);
        }
        loudest = List.of(new TrackId(203));
        assertEquals(5, assign().size());
    }

    @Test
    void onlyTheLoudestAreHeardWhenNotEverybodyFits() {
        for (long peer = 1; peer <= 6; peer++) {
            microphone(peer);
        }
        audioSlot("a1", 1, 201);
        audioSlot("a2", 2, 202);
        audioSlot("a3", 3, 203);
        audioSlot("a4", 4, 0);
        audioSlot("a5", 5, 0);
        loudest = List.of(new TrackId(206), new TrackId(202));
        Map<String, Long> heard = assign();
        assertEquals(3, heard.size(), heard.toString());
        assertEquals(202L, heard.get("a2"));
        assertEquals(201L, heard.get("a1"), "who was heard stays while nobody needs the place");
        assertTrue(heard.containsValue(206L), heard.toString());
    }

    @Test
    void aSpeakerIsHeardBesideTheOwnPicture() {
        camera(1);
        camera(2);
        microphone(1);
        microphone(2);
        videoSlot("v1", 1, 102);
        videoSlot("v2", 2, 101);
        audioSlot("a1", 1, 0);
        audioSlot("a2", 2, 0);
        assertEquals(Map.of("v1", 102L, "v2", 101L, "a1", 202L, "a2", 201L), assign());
    }

    @Test
    void whatIsGoneFreesItsSlot() {
        camera(1);
        videoSlot("v1", 1, 105);
        videoSlot("v2", 2, 101);
        assertEquals(Map.of("v2", 101L), assign());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void assigningAgainChangesNothing(long seed) {
        Random random = new Random(seed);
        for (long peer = 1; peer <= 1 + random.nextInt(12); peer++) {
            camera(peer, random.nextInt(4) == 0 ? Set.of("av1") : VP8);
            microphone(peer);
            if (random.nextInt(5) == 0) {
                screen(peer);
            }
        }
        for (int i = 0; i < random.nextInt(8); i++) {
            videoSlot("v" + i, i, 100 + random.nextInt(12));
            audioSlot("a" + i, i, 200 + random.nextInt(12));
            wishes.add(new Wish(new TrackId(100 + random.nextInt(12)), random.nextInt(2), 0));
        }
        recent = List.of(new PeerId(random.nextInt(12)), new PeerId(random.nextInt(12)));
        loudest = List.of(new TrackId(200 + random.nextInt(12)));
        Map<String, Long> first = assign();
        play(first);
        assertEquals(first, assign(), "seed " + seed);
        assertEquals(first.size(), Set.copyOf(first.values()).size(), "no track twice, seed " + seed);
    }

    private void play(Map<String, Long> assigned) {
        places.replaceAll(place -> new Place(
                place.mid(),
                place.kind(),
                place.group(),
                place.codecs(),
                playing(assigned.getOrDefault(place.mid(), 0L))));
    }

    /// Then nobody has to be asked who is to be passed over: see [Seating].
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void whoHearsTheLoudestAndSeesEverybodyKeepsAllSlots(int people) {
        Random random = new Random(people);
        for (int peer = 1; peer <= people; peer++) {
            camera(peer);
            microphone(peer);
            videoSlot("v" + peer, peer, 0);
        }
        microphone(ME.value());
        for (int i = random.nextInt(4); i >= 0; i--) {
            audioSlot("a" + i, i, 0);
        }
        if (random.nextBoolean()) {
            wishes.add(new Wish(new TrackId(200 + people), 1, 1));
        }
        for (int turn = 0; turn < 1_000; turn++) {
            loudest = someOf(candidates.stream().map(Candidate::id).toList(), random);
            Map<String, Long> now = assign();
            play(now);
            List<TrackId> heard = new ArrayList<>(now.values().stream()
                    .filter(track -> track > 200)
                    .map(TrackId::new)
                    .toList());
            heard.add(new TrackId(200 + ME.value()));
            loudest = someOf(heard, random);
            recent = List.of(new PeerId(1 + random.nextInt(people)), ME);
            assertEquals(now, assign(), "turn " + turn);
        }
    }

    private static List<TrackId> someOf(List<TrackId> tracks, Random random) {
        List<TrackId> shuffled = new ArrayList<>(tracks);
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(3, shuffled.size()));
    }

    @Test
    void noMorePicturesThanTheViewerWants() {
        camera(1);
        camera(2);
        camera(3);
        microphone(1);
        videoSlot("v0", 0, 0);
        videoSlot("v1", 1, 102);
        videoSlot("v2", 2, 0);
        audioSlot("a0", 0, 0);
        lastN = 1;
        wishes.add(new Wish(new TrackId(103), 640, 360));
        assertEquals(Map.of("v0", 103L, "a0", 201L), assign(), "the wished one, and voices are no pictures");
        lastN = 0;
        assertEquals(Map.of("a0", 201L), assign());
    }

    /// What [Seating#speakerChanged] relies on.
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whereThereIsASlotForEachTrackItDoesNotMatterWhoSpeaks(long seed) {
        Random random = new Random(seed);
        int people = 1 + random.nextInt(6);
        for (int peer = 1; peer <= people; peer++) {
            camera(peer, random.nextInt(4) == 0 ? Set.of("av1") : VP8);
            microphone(peer);
            videoSlot("v" + peer, peer, 0);
            audioSlot("a" + peer, peer, 0);
        }
        Map<String, Long> before = assign();
        List<Place> seated = new ArrayList<>();
        for (Place place : places) {
            long playing = before.getOrDefault(place.mid(), 0L);
            seated.add(new Place(place.mid(), place.kind(), place.group(), place.codecs(), playing(playing)));
        }
        places.clear();
        places.addAll(seated);
        for (int change = 0; change < 10; change++) {
            recent = List.of(new PeerId(1 + random.nextInt(people)), new PeerId(1 + random.nextInt(people)));
            loudest = List.of(new TrackId(201 + random.nextInt(people)));
            assertEquals(before, assign(), "seed " + seed);
        }
    }
}
