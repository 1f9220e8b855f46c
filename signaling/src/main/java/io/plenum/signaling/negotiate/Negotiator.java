package io.plenum.signaling.negotiate;

import static io.plenum.signaling.sdp.SdpException.atMedia;
import static io.plenum.signaling.sdp.SdpException.whole;

import io.plenum.core.ExtensionMap;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackSource;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.offer.Direction;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.offer.OfferedExtension;
import io.plenum.signaling.offer.OfferedLayer;
import io.plenum.signaling.offer.OfferedLine;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.sdp.SdpException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Decides what we take of an offer.
public final class Negotiator {
    /// A microphone, a screen's sound, and one of each being replaced.
    public static final int MAX_TRACKS_PER_KIND = 4;
    /// More voices at a time than this are noise.
    public static final int MAX_AUDIO_SLOTS = 8;
    /// A grid of five by five.
    public static final int MAX_VIDEO_SLOTS = 25;

    private static final Set<HeaderExtension> RIDS = EnumSet.of(HeaderExtension.RID, HeaderExtension.REPAIRED_RID);

    private final Offer offer;
    private final Rights rights;
    private final List<TrackLabel> labels;
    private final Agreement before;
    private final Identifiers identifiers;
    private final List<AgreedLine> lines = new ArrayList<>();
    private final Set<Integer> groupsInUse = new HashSet<>();
    private final Map<Integer, HeaderExtension> extensionsById = new HashMap<>();

    private Negotiator(Offer offer, Rights rights, List<TrackLabel> labels, Agreement before, Identifiers identifiers) {
        this.offer = offer;
        this.rights = rights;
        this.labels = labels;
        this.before = before;
        this.identifiers = identifiers;
    }

    /// @param before what this client and we agreed last; its tracks and slots go on under their identifiers
    public static Agreement negotiate(
            Offer offer, Rights rights, List<TrackLabel> labels, Agreement before, Identifiers identifiers)
            throws SdpException {
        return new Negotiator(offer, rights, labels, before, identifiers).negotiate();
    }

    private Agreement negotiate() throws SdpException {
        checkContinuity();
        for (OfferedLine line : offer.lines()) {
            lines.add(answer(line));
        }
        Agreement agreement = new Agreement(lines);
        if (agreement.bundle().isEmpty()) {
            throw whole("no m-line with a codec that we carry");
        }
        checkLimits(agreement);
        return agreement;
    }

    /// RFC 8829 §5.2.2: m-lines are never taken away, and only a rejected one may be used for something else.
    private void checkContinuity() throws SdpException {
        if (offer.lines().size() < before.lines().size()) {
            throw whole("fewer m-lines than the offer before had");
        }
        for (AgreedLine old : before.lines()) {
            OfferedLine now = offer.lines().get(old.section().index());
            if (old instanceof AgreedMedia && !now.mid().isEmpty() && !now.mid().equals(old.mid())) {
                throw atMedia(now.index(), "its mid was " + SdpException.quote(old.mid()) + " and must stay so");
            }
        }
    }

    private AgreedLine answer(OfferedLine line) {
        if (!(line instanceof OfferedMedia media)) {
            return new RejectedLine(line.section(), line.mid());
        }
        boolean publishes = media.direction().sends() && rights.publish();
        boolean subscribes = media.direction().receives() && rights.subscribe();
        List<AgreedPayload> payloads = PayloadChoice.of(media, publishes, subscribes);
        if (payloads.isEmpty()) {
            return new RejectedLine(line.section(), line.mid());
        }
        List<PayloadSpec> specs = payloads.stream().map(AgreedPayload::spec).toList();
        List<OfferedExtension> extensions = extensions(media, specs, Simulcast.isNamed(media));
        List<OfferedLayer> layers = Simulcast.layers(media, extensions);
        Optional<TrackSpec> track = publishes ? Optional.of(track(media, specs, extensions, layers)) : Optional.empty();
        Optional<SlotSpec> slot = subscribes ? Optional.of(slot(media, specs, extensions)) : Optional.empty();
        return new AgreedMedia(media, payloads, extensions, layers, track, slot);
    }

    /// In a bundle a number means one extension (RFC 8843 §7.1.3). aiortc 1.4 offers one number for the level of audio
    /// and for the send time of video, and then stumbles over its own confusion: whatever came first
    /// has the number.
    private List<OfferedExtension> extensions(OfferedMedia media, List<PayloadSpec> payloads, boolean rids) {
        boolean transportFeedback =
                payloads.stream().anyMatch(spec -> spec.feedback().contains(PayloadSpec.Feedback.TRANSPORT_CC));
        return media.extensions().stream()
                .filter(offered -> offered.direction() != Direction.INACTIVE)
                .filter(offered -> rids || !RIDS.contains(offered.extension()))
                .filter(offered -> transportFeedback || offered.extension() != HeaderExtension.TRANSPORT_CC)
                .filter(offered -> isFree(offered.id(), offered.extension()))
                .toList();
    }

    private boolean isFree(int id, HeaderExtension extension) {
        HeaderExtension first = extensionsById.putIfAbsent(id, extension);
        return first == null || first == extension;
    }

    private static ExtensionMap map(List<OfferedExtension> extensions) {
        Map<HeaderExtension, Integer> ids = new EnumMap<>(HeaderExtension.class);
        extensions.forEach(offered -> ids.put(offered.extension(), offered.id()));
        return new ExtensionMap(ids);
    }

    private TrackSpec track(
            OfferedMedia media,
            List<PayloadSpec> payloads,
            List<OfferedExtension> extensions,
            List<OfferedLayer> layers) {
        Optional<TrackSpec> known = before.trackOf(media.mid());
        Optional<TrackLabel> label = labels.stream()
                .filter(candidate -> candidate.mid().equals(media.mid()))
                .findFirst();
        return new TrackSpec(
                known.map(TrackSpec::id).orElseGet(identifiers::trackId),
                media.kind(),
                label.map(TrackLabel::source)
                        .or(() -> known.map(TrackSpec::source))
                        .orElseGet(() -> usual(media)),
                media.mid(),
                payloads,
                map(extensions),
                Simulcast.encodings(media, layers),
                label.flatMap(TrackLabel::muted)
                        .or(() -> known.map(TrackSpec::muted))
                        .orElse(false));
    }

    private static TrackSource usual(OfferedMedia media) {
        return media.kind() == MediaKind.AUDIO ? TrackSource.MICROPHONE : TrackSource.CAMERA;
    }

    /// A slot whose packets will look different is another one: what was numbered under its SSRC stays what it was.
    private SlotSpec slot(OfferedMedia media, List<PayloadSpec> payloads, List<OfferedExtension> extensions) {
        ExtensionMap numbers = map(extensions);
        Optional<SlotSpec> known = before.slotOf(media.mid()).filter(old -> old.kind() == media.kind());
        Optional<SlotSpec> same = known.filter(
                old -> old.payloads().equals(payloads) && old.extensions().equals(numbers));
        int group = known.map(SlotSpec::group).orElseGet(() -> freeGroup(media.kind()));
        groupsInUse.add(groupKey(media.kind(), group));
        return new SlotSpec(
                media.mid(),
                media.kind(),
                group,
                same.map(SlotSpec::ssrc).orElseGet(identifiers::ssrc),
                same.map(SlotSpec::rtxSsrc).orElseGet(identifiers::ssrc),
                payloads,
                numbers);
    }

    /// The lowest number that no other slot of the kind has: the first audio slot pairs with the first video slot.
    private int freeGroup(MediaKind kind) {
        Set<Integer> kept = new HashSet<>(groupsInUse);
        before.slots().forEach(slot -> kept.add(groupKey(slot.kind(), slot.group())));
        return IntStream.iterate(0, group -> group + 1)
                .filter(group -> !kept.contains(groupKey(kind, group)))
                .findFirst()
                .orElseThrow();
    }

    private static int groupKey(MediaKind kind, int group) {
        return group * MediaKind.values().length + kind.ordinal();
    }

    private static void checkLimits(Agreement agreement) throws SdpException {
        for (MediaKind kind : MediaKind.values()) {
            long tracks = agreement.tracks().stream()
                    .filter(track -> track.kind() == kind)
                    .count();
            long slots = agreement.slots().stream()
                    .filter(slot -> slot.kind() == kind)
                    .count();
            int most = kind == MediaKind.AUDIO ? MAX_AUDIO_SLOTS : MAX_VIDEO_SLOTS;
            if (tracks > MAX_TRACKS_PER_KIND) {
                throw whole(tracks + " published tracks of one kind, at most " + MAX_TRACKS_PER_KIND + " are taken");
            }
            if (slots > most) {
                throw whole(slots + " slots of one kind, at most " + most + " are taken");
            }
        }
    }
}
