package io.plenum.room;

import io.plenum.core.Command.View;
import io.plenum.core.Command.Wish;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which track plays in which slot of one subscriber: a pure function of what there is and what is wished.
///
/// Sticky: a track that stays chosen keeps its slot, and among equals whoever is shown stays chosen. So a join, a leave
/// or a new speaker moves nobody else's picture.
///
/// Each new speaker of a room has this done for every viewer, so candidates go by their numbers in the stage: sets and
/// streams of them were most of the garbage of a small meeting.
final class SlotAssignment {
    /// A slot and what plays in it.
    ///
    /// @param codecs keys of the codecs it was negotiated with
    record Place(String mid, MediaKind kind, int group, Set<String> codecs, Optional<TrackId> current) {}

    /// A track that may be played: published and not muted.
    record Candidate(TrackId id, PeerId owner, MediaKind kind, TrackSource source, Set<String> codecs) {}

    /// A subscriber.
    record Viewer(PeerId peer, List<Place> places, View view) {}

    /// What a room has on offer: the same for all its viewers.
    static final class Stage {
        private final List<Candidate> candidates;
        private final List<TrackId> loudest;
        private final List<PeerId> recentSpeakers;
        private final int audioSpeakers;
        private final Map<TrackId, Integer> numbers;

        /// @param candidates in the order in which their owners joined, on whichever shard
        /// @param loudest the audio tracks that are forwarded when not all can be
        /// @param recentSpeakers the last one first
        Stage(List<Candidate> candidates, List<TrackId> loudest, List<PeerId> recentSpeakers, int audioSpeakers) {
            this.candidates = candidates;
            this.loudest = loudest;
            this.recentSpeakers = recentSpeakers;
            this.audioSpeakers = audioSpeakers;
            numbers = HashMap.newHashMap(candidates.size());
            for (int i = 0; i < candidates.size(); i++) {
                numbers.put(candidates.get(i).id(), i);
            }
        }
    }

    private static final int NONE = -1;

    private final Viewer viewer;
    private final Stage stage;
    private final @Nullable Candidate[] result;
    /// Candidates by their numbers, the first choice first, and which of them are in it.
    private final int[] order;

    private final boolean[] inOrder;
    private int ordered;

    /// The track of each of the viewer's places; null where nothing plays.
    static @Nullable Candidate[] assign(Viewer viewer, Stage stage) {
        return new SlotAssignment(viewer, stage).assign();
    }

    private SlotAssignment(Viewer viewer, Stage stage) {
        this.viewer = viewer;
        this.stage = stage;
        result = new Candidate[viewer.places().size()];
        order = new int[stage.candidates.size()];
        inOrder = new boolean[stage.candidates.size()];
    }

    private @Nullable Candidate[] assign() {
        int video = places(MediaKind.VIDEO);
        orderVideo();
        place(MediaKind.VIDEO, Math.clamp(viewer.view().lastN(), 0, video));
        Arrays.fill(inOrder, false);
        ordered = 0;
        orderAudio();
        place(MediaKind.AUDIO, audioLimit(places(MediaKind.AUDIO)));
        return result;
    }

    private int places(MediaKind kind) {
        int count = 0;
        for (int i = 0; i < viewer.places().size(); i++) {
            count += viewer.places().get(i).kind() == kind ? 1 : 0;
        }
        return count;
    }

    private Candidate candidate(int number) {
        return stage.candidates.get(number);
    }

    /// The number of a track that somebody else has on offer.
    private int number(TrackId id, MediaKind kind) {
        Integer number = stage.numbers.get(id);
        return number != null && isOffered(number, kind) ? number : NONE;
    }

    private boolean isOffered(int number, MediaKind kind) {
        Candidate candidate = candidate(number);
        return candidate.kind() == kind && !candidate.owner().equals(viewer.peer());
    }

    private void orderVideo() {
        addWished(MediaKind.VIDEO);
        if (viewer.view().fillVideo()) {
            addScreens();
            for (int i = 0; i < stage.recentSpeakers.size(); i++) {
                addVideoOf(stage.recentSpeakers.get(i));
            }
            addShown(MediaKind.VIDEO);
            addAll(MediaKind.VIDEO);
        }
        removeHidden();
    }

    private void orderAudio() {
        addWished(MediaKind.AUDIO);
        if (viewer.view().fillAudio()) {
            for (int i = 0; i < stage.loudest.size(); i++) {
                add(number(stage.loudest.get(i), MediaKind.AUDIO));
            }
            addShown(MediaKind.AUDIO);
            addAll(MediaKind.AUDIO);
        }
    }

    /// When everybody fits, everybody is heard; when not, more than a few at a time would only be noise.
    private int audioLimit(int slots) {
        int tracks = 0;
        for (int i = 0; i < order.length; i++) {
            tracks += isOffered(i, MediaKind.AUDIO) ? 1 : 0;
        }
        return tracks <= slots ? slots : Math.min(slots, wishedAudio() + stage.audioSpeakers);
    }

    private int wishedAudio() {
        int count = 0;
        List<Wish> wishes = viewer.view().wishes();
        for (int i = 0; i < wishes.size(); i++) {
            count += number(wishes.get(i).track(), MediaKind.AUDIO) == NONE ? 0 : 1;
        }
        return count;
    }

    private void add(int number) {
        if (number != NONE && !inOrder[number]) {
            inOrder[number] = true;
            order[ordered++] = number;
        }
    }

    private void addWished(MediaKind kind) {
        List<Wish> wishes = viewer.view().wishes();
        for (int i = 0; i < wishes.size(); i++) {
            add(number(wishes.get(i).track(), kind));
        }
    }

    private void addScreens() {
        for (int i = 0; i < order.length; i++) {
            if (isOffered(i, MediaKind.VIDEO) && candidate(i).source() == TrackSource.SCREEN) {
                add(i);
            }
        }
    }

    private void addVideoOf(PeerId owner) {
        for (int i = 0; i < order.length; i++) {
            if (isOffered(i, MediaKind.VIDEO) && candidate(i).owner().equals(owner)) {
                add(i);
            }
        }
    }

    private void addShown(MediaKind kind) {
        for (int i = 0; i < viewer.places().size(); i++) {
            Optional<TrackId> current = viewer.places().get(i).current();
            if (current.isPresent()) {
                add(number(current.get(), kind));
            }
        }
    }

    private void addAll(MediaKind kind) {
        for (int i = 0; i < order.length; i++) {
            if (isOffered(i, kind)) {
                add(i);
            }
        }
    }

    private void removeHidden() {
        int kept = 0;
        for (int i = 0; i < ordered; i++) {
            if (!isHidden(candidate(order[i]).id())) {
                order[kept++] = order[i];
            }
        }
        ordered = kept;
    }

    private boolean isHidden(TrackId id) {
        List<Wish> wishes = viewer.view().wishes();
        for (int i = 0; i < wishes.size(); i++) {
            if (wishes.get(i).width() == 0 && wishes.get(i).track().equals(id)) {
                return true;
            }
        }
        return false;
    }

    /// Chooses the first `limit` that fit anywhere, leaves those in place that are, and seats the rest.
    private void place(MediaKind kind, int limit) {
        removeUnfit(kind);
        int seated = 0;
        for (int i = 0; i < Math.min(limit, ordered); i++) {
            seated += stay(candidate(order[i]), kind) ? 1 : 0;
        }
        for (int i = 0; i < ordered && seated < limit; i++) {
            Candidate candidate = candidate(order[i]);
            int free = isSeated(candidate) ? NONE : freePlace(candidate, kind);
            if (free != NONE) {
                result[free] = candidate;
                seated++;
            }
        }
    }

    private void removeUnfit(MediaKind kind) {
        int kept = 0;
        for (int i = 0; i < ordered; i++) {
            if (fitsAny(candidate(order[i]), kind)) {
                order[kept++] = order[i];
            }
        }
        ordered = kept;
    }

    /// In the first of the places in which it plays.
    private boolean stay(Candidate candidate, MediaKind kind) {
        for (int i = 0; i < result.length; i++) {
            Place place = viewer.places().get(i);
            boolean plays = place.current().isPresent() && place.current().get().equals(candidate.id());
            if (plays && place.kind() == kind && fits(candidate, place)) {
                result[i] = candidate;
                return true;
            }
        }
        return false;
    }

    private boolean isSeated(Candidate candidate) {
        for (Candidate each : result) {
            if (each != null && each.id().equals(candidate.id())) {
                return true;
            }
        }
        return false;
    }

    /// Beside the owner's picture if possible: those two are played in sync.
    private int freePlace(Candidate candidate, MediaKind kind) {
        int first = NONE;
        for (int i = 0; i < result.length; i++) {
            Place place = viewer.places().get(i);
            if (result[i] == null && place.kind() == kind && fits(candidate, place)) {
                if (groupShows(place.group(), candidate.owner())) {
                    return i;
                }
                first = first == NONE ? i : first;
            }
        }
        return first;
    }

    private boolean groupShows(int group, PeerId owner) {
        for (int i = 0; i < result.length; i++) {
            Candidate shown = result[i];
            if (shown != null
                    && viewer.places().get(i).group() == group
                    && shown.owner().equals(owner)) {
                return true;
            }
        }
        return false;
    }

    private boolean fitsAny(Candidate candidate, MediaKind kind) {
        for (int i = 0; i < result.length; i++) {
            Place place = viewer.places().get(i);
            if (place.kind() == kind && fits(candidate, place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(Candidate candidate, Place place) {
        for (String codec : candidate.codecs()) {
            if (place.codecs().contains(codec)) {
                return true;
            }
        }
        return false;
    }
}
