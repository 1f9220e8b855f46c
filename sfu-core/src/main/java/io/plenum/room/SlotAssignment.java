package io.plenum.room;

import io.plenum.core.Command.View;
import io.plenum.core.Command.Wish;
import io.plenum.core.MediaKind;
import io.plenum.core.PeerId;
import io.plenum.core.TrackId;
import io.plenum.core.TrackSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Which track plays in which slot of one subscriber: a pure function of what there is and what is wished.
///
/// Sticky: a track that stays chosen keeps its slot, and among equals whoever is shown stays chosen. So a join, a leave
/// or a new speaker moves nobody else's picture.
final class SlotAssignment {
    /// A slot and what plays in it.
    ///
    /// @param codecs keys of the codecs it was negotiated with
    record Place(String mid, MediaKind kind, int group, Set<String> codecs, Optional<TrackId> current) {}

    /// A track that may be played: published and not muted.
    record Candidate(TrackId id, PeerId owner, MediaKind kind, TrackSource source, Set<String> codecs) {}

    /// What a room has on offer.
    ///
    /// @param candidates in the order in which their owners joined
    /// @param loudest the audio tracks that are forwarded when not all can be
    /// @param recentSpeakers the last one first
    record Stage(List<Candidate> candidates, List<TrackId> loudest, List<PeerId> recentSpeakers, int audioSpeakers) {}

    /// A subscriber.
    record Viewer(PeerId peer, List<Place> places, View view) {}

    private final Viewer viewer;
    private final Stage stage;
    private final Map<TrackId, Candidate> known = new HashMap<>();
    private final Map<String, Candidate> result = new HashMap<>();

    /// The track of each slot by its mid; slots that play nothing are absent.
    static Map<String, Candidate> assign(Viewer viewer, Stage stage) {
        return new SlotAssignment(viewer, stage).assign();
    }

    private SlotAssignment(Viewer viewer, Stage stage) {
        this.viewer = viewer;
        this.stage = stage;
        for (Candidate candidate : stage.candidates()) {
            if (!candidate.owner().equals(viewer.peer())) {
                known.put(candidate.id(), candidate);
            }
        }
    }

    private Map<String, Candidate> assign() {
        List<Place> video = places(MediaKind.VIDEO);
        place(videoInOrder(), video, Math.clamp(viewer.view().lastN(), 0, video.size()));
        List<Place> audio = places(MediaKind.AUDIO);
        place(audioInOrder(), audio, audioLimit(audio.size()));
        return result;
    }

    private List<Place> places(MediaKind kind) {
        return viewer.places().stream().filter(place -> place.kind() == kind).toList();
    }

    private Set<Candidate> videoInOrder() {
        Set<Candidate> order = new LinkedHashSet<>();
        addWished(order, MediaKind.VIDEO);
        if (viewer.view().fillVideo()) {
            addAll(order, MediaKind.VIDEO, candidate -> candidate.source() == TrackSource.SCREEN);
            for (PeerId speaker : stage.recentSpeakers()) {
                addAll(order, MediaKind.VIDEO, candidate -> candidate.owner().equals(speaker));
            }
            addShown(order, MediaKind.VIDEO);
            addAll(order, MediaKind.VIDEO, candidate -> true);
        }
        Set<TrackId> hidden = hidden();
        order.removeIf(candidate -> hidden.contains(candidate.id()));
        return order;
    }

    private Set<Candidate> audioInOrder() {
        Set<Candidate> order = new LinkedHashSet<>();
        addWished(order, MediaKind.AUDIO);
        if (viewer.view().fillAudio()) {
            for (TrackId loud : stage.loudest()) {
                Optional.ofNullable(known.get(loud)).ifPresent(order::add);
            }
            addShown(order, MediaKind.AUDIO);
            addAll(order, MediaKind.AUDIO, candidate -> true);
        }
        return order;
    }

    /// When everybody fits, everybody is heard; when not, more than a few at a time would only be noise.
    private int audioLimit(int slots) {
        long tracks = known.values().stream()
                .filter(candidate -> candidate.kind() == MediaKind.AUDIO)
                .count();
        return tracks <= slots ? slots : Math.min(slots, wished(MediaKind.AUDIO).size() + stage.audioSpeakers());
    }

    private void addWished(Set<Candidate> order, MediaKind kind) {
        order.addAll(wished(kind));
    }

    private List<Candidate> wished(MediaKind kind) {
        List<Candidate> wished = new ArrayList<>();
        for (Wish wish : viewer.view().wishes()) {
            Candidate candidate = known.get(wish.track());
            if (candidate != null && candidate.kind() == kind) {
                wished.add(candidate);
            }
        }
        return wished;
    }

    private Set<TrackId> hidden() {
        Set<TrackId> hidden = new HashSet<>();
        viewer.view().wishes().stream().filter(wish -> wish.width() == 0).forEach(wish -> hidden.add(wish.track()));
        return hidden;
    }

    private void addShown(Set<Candidate> order, MediaKind kind) {
        for (Place place : viewer.places()) {
            Candidate shown = place.current().map(known::get).orElse(null);
            if (shown != null && shown.kind() == kind) {
                order.add(shown);
            }
        }
    }

    private void addAll(Set<Candidate> order, MediaKind kind, Predicate<Candidate> wanted) {
        for (Candidate candidate : stage.candidates()) {
            boolean eligible = candidate.kind() == kind && known.containsKey(candidate.id());
            if (eligible && wanted.test(candidate)) {
                order.add(candidate);
            }
        }
    }

    /// Chooses the first `limit` that fit anywhere, leaves those in place that are, and seats the rest.
    private void place(Set<Candidate> order, List<Place> places, int limit) {
        List<Candidate> fitting = new ArrayList<>(order.size());
        for (Candidate candidate : order) {
            if (fitsAny(candidate, places)) {
                fitting.add(candidate);
            }
        }
        List<Candidate> chosen = fitting.subList(0, Math.min(limit, fitting.size()));
        Set<TrackId> seated = new HashSet<>();
        for (Place place : places) {
            for (Candidate candidate : chosen) {
                if (plays(place, candidate) && fits(candidate, place)) {
                    seat(candidate, place, seated);
                }
            }
        }
        for (Candidate candidate : fitting) {
            if (seated.size() < limit && !seated.contains(candidate.id())) {
                freePlace(candidate, places).ifPresent(place -> seat(candidate, place, seated));
            }
        }
    }

    private static boolean plays(Place place, Candidate candidate) {
        return place.current().isPresent() && place.current().get().equals(candidate.id());
    }

    private void seat(Candidate candidate, Place place, Set<TrackId> seated) {
        if (seated.add(candidate.id())) {
            result.put(place.mid(), candidate);
        }
    }

    /// Beside the owner's picture if possible: those two are played in sync.
    private Optional<Place> freePlace(Candidate candidate, List<Place> places) {
        List<Place> free = places.stream()
                .filter(place -> !result.containsKey(place.mid()) && fits(candidate, place))
                .toList();
        return free.stream()
                .filter(place -> groupShows(place.group(), candidate.owner()))
                .findFirst()
                .or(() -> free.stream().findFirst());
    }

    private boolean groupShows(int group, PeerId owner) {
        return viewer.places().stream().anyMatch(place -> {
            Candidate shown = result.get(place.mid());
            return place.group() == group && shown != null && shown.owner().equals(owner);
        });
    }

    private static boolean fitsAny(Candidate candidate, List<Place> places) {
        for (Place place : places) {
            if (fits(candidate, place)) {
                return true;
            }
        }
        return false;
    }

    /// Asked for every candidate and place each time somebody else speaks: a stream for each was most of what a small
    /// meeting left behind.
    private static boolean fits(Candidate candidate, Place place) {
        for (String codec : candidate.codecs()) {
            if (place.codecs().contains(codec)) {
                return true;
            }
        }
        return false;
    }
}
