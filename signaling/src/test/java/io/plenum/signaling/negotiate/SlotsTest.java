package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Codec.Family;
import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.RecordedOffers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is agreed in detail.
class SlotsTest {
    private final Negotiation negotiation = new Negotiation();

    @Test
    void audioAndVideoSlotsArePairedAndStreamsAreTheirOwn() throws SdpException {
        SessionDescription answer = negotiation.offer(RecordedOffers.read("chromium-slots-25-video-8-audio"));
        List<SlotSpec> slots = negotiation.agreement().slots();
        assertEquals(33, slots.size());
        for (MediaKind kind : MediaKind.values()) {
            List<Integer> groups = slots.stream()
                    .filter(slot -> slot.kind() == kind)
                    .map(SlotSpec::group)
                    .toList();
            assertEquals(groups.size(), new HashSet<>(groups).size());
            assertEquals(0, groups.getFirst());
        }
        Set<Long> ssrcs = slots.stream().map(SlotSpec::ssrc).collect(Collectors.toSet());
        slots.forEach(slot -> ssrcs.add(slot.rtxSsrc()));
        assertEquals(66, ssrcs.size());

        SlotSpec video = slots.stream()
                .filter(slot -> slot.kind() == MediaKind.VIDEO)
                .findFirst()
                .orElseThrow();
        MediaSection media = answer.media().stream()
                .filter(section ->
                        section.attributes().first("mid").orElseThrow().equals(video.mid()))
                .findFirst()
                .orElseThrow();
        assertEquals("slot-0 video-0", media.attributes().first("msid").orElseThrow());
        assertEquals(
                "FID " + video.ssrc() + " " + video.rtxSsrc(),
                media.attributes().first("ssrc-group").orElseThrow());
    }

    @Test
    void slotsTakeEveryCodecThatATrackMayHave() throws SdpException {
        negotiation.offer(RecordedOffers.read("chromium-recvonly"));
        Set<String> keys = negotiation.agreement().slots().stream()
                .flatMap(slot -> slot.payloads().stream())
                .map(payload -> payload.codec().key())
                .collect(Collectors.toSet());
        assertTrue(
                keys.containsAll(Set.of(
                        "audio/opus/48000/2",
                        "audio/G722/8000/1",
                        "audio/PCMU/8000/1",
                        "audio/PCMA/8000/1",
                        "video/VP8/90000",
                        "video/VP9/90000;profile-id=0",
                        "video/AV1/90000;profile=0",
                        "video/H264/90000;packetization-mode=1;profile=42e0")),
                keys::toString);
        assertTrue(keys.stream().noneMatch(key -> key.contains("fec") || key.contains("video/red")), keys::toString);
    }

    @Test
    void theEngineIsToldWhatItCanRead() throws SdpException {
        assertEquals(Set.of(Family.VP8, Family.VP9, Family.AV1, Family.H264), videoFamilies("chromium-recvonly"));
        assertTrue(videoFamilies("safari-shaped-meeting").contains(Family.H265));
    }

    /// Without it nobody can tell the layers of AV1, nor those of an encrypted payload.
    @Test
    void slotsAndTracksTakeTheDependencyDescriptor() throws SdpException {
        negotiation.offer(RecordedOffers.read("chromium-simulcast"));
        TrackSpec camera = negotiation.agreement().tracks().get(1);
        int id = camera.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR);
        assertTrue(id > 0);
        assertTrue(negotiation.agreement().slots().stream()
                .filter(slot -> slot.kind() == MediaKind.VIDEO)
                .allMatch(slot -> slot.extensions().id(HeaderExtension.DEPENDENCY_DESCRIPTOR) == id));
    }

    private static Set<Family> videoFamilies(String offer) throws SdpException {
        Negotiation negotiation = new Negotiation();
        negotiation.offer(RecordedOffers.read(offer));
        return negotiation.agreement().slots().stream()
                .filter(slot -> slot.kind() == MediaKind.VIDEO)
                .flatMap(slot -> slot.payloads().stream())
                .map(payload -> payload.codec().family())
                .collect(Collectors.toSet());
    }

    @Test
    void feedbackExtensionsAndRetransmissionsAreTheClients() throws SdpException {
        negotiation.offer(RecordedOffers.read("chromium-meeting"));
        TrackSpec video = negotiation.agreement().tracks().get(1);
        assertEquals(1, video.payloads().size());
        assertEquals(
                Set.of(Feedback.NACK, Feedback.PLI, Feedback.FIR, Feedback.REMB, Feedback.TRANSPORT_CC),
                video.payloads().getFirst().feedback());
        assertTrue(video.payloads().getFirst().rtxPayloadType().isPresent());
        assertTrue(video.extensions().id(HeaderExtension.MID) > 0);
        assertEquals(0, video.extensions().id(HeaderExtension.RID), "no simulcast, no rid");
        assertTrue(video.encodings().getFirst().ssrc().isPresent());
        assertTrue(video.encodings().getFirst().rtxSsrc().isPresent());
    }

    @Test
    void opusIsAskedForErrorCorrection() throws SdpException {
        SessionDescription answer = negotiation.offer(RecordedOffers.read("chromium-meeting"));
        List<String> formats = answer.media().getFirst().attributes().all("fmtp").stream()
                .map(Attribute::value)
                .toList();
        assertEquals(List.of("111 minptime=10;useinbandfec=1"), formats);
    }

    @Test
    void thereAreLimits() {
        String tooMany = RecordedOffers.read("firefox-slots-25-video-8-audio").replace("a=sendonly", "a=recvonly");
        assertEquals(
                "9 slots of one kind, at most 8 are taken",
                assertThrows(SdpException.class, () -> negotiation.offer(tooMany))
                        .getMessage());
        String tooManyTracks =
                RecordedOffers.read("firefox-slots-25-video-8-audio").replace("a=recvonly", "a=sendonly");
        assertEquals(
                "9 published tracks of one kind, at most 4 are taken",
                assertThrows(SdpException.class, () -> negotiation.offer(tooManyTracks))
                        .getMessage());
    }
}
