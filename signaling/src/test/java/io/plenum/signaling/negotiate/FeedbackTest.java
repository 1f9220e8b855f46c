package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.core.SlotSpec;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.RecordedOffers;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the estimate of a link needs, in both directions, and what of a packet's header reaches whom.
class FeedbackTest {
    private final Negotiation negotiation = new Negotiation();

    /// An estimate that does not see the audio takes its bits for somebody else's.
    @ParameterizedTest
    @ValueSource(strings = {"chromium-meeting", "firefox-meeting", "safari-shaped-meeting"})
    void everySlotIsCountedByOneNumber(String offer) throws SdpException {
        SessionDescription answer = negotiation.offer(RecordedOffers.read(offer));
        Set<Integer> numbers = new HashSet<>();
        Set<MediaKind> kinds = EnumSet.noneOf(MediaKind.class);
        for (SlotSpec slot : negotiation.agreement().slots()) {
            numbers.add(slot.extensions().id(HeaderExtension.TRANSPORT_CC));
            kinds.add(slot.kind());
            assertTrue(slot.payloads().getFirst().feedback().contains(Feedback.TRANSPORT_CC), slot::toString);
            String feedback = slot.payloads().getFirst().payloadType() + " transport-cc";
            assertTrue(
                    section(answer, slot.mid()).attributes().all("rtcp-fb").stream()
                            .anyMatch(line -> line.value().equals(feedback)),
                    slot.mid());
        }
        assertEquals(1, numbers.size(), "one number in the bundle");
        assertFalse(numbers.contains(0));
        assertEquals(EnumSet.allOf(MediaKind.class), kinds);
    }

    private static MediaSection section(SessionDescription answer, String mid) {
        return answer.media().stream()
                .filter(media -> media.attributes().first("mid").orElse("").equals(mid))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-meeting", "firefox-meeting", "safari-shaped-meeting"})
    void videoSlotsAreRepairedAndAskForKeyFrames(String offer) throws SdpException {
        negotiation.offer(RecordedOffers.read(offer));
        for (SlotSpec slot : negotiation.agreement().slots()) {
            if (slot.kind() == MediaKind.VIDEO) {
                assertTrue(slot.payloads().getFirst().rtxPayloadType().isPresent(), slot::toString);
                assertTrue(slot.payloads()
                        .getFirst()
                        .feedback()
                        .containsAll(Set.of(Feedback.NACK, Feedback.PLI, Feedback.REMB)));
            }
        }
    }

    @Test
    void slotsTakeWhatTheirReceiverReads() throws SdpException {
        negotiation.offer(RecordedOffers.read("chromium-meeting"));
        Map<MediaKind, Set<HeaderExtension>> expected = Map.of(
                MediaKind.AUDIO,
                Set.of(
                        HeaderExtension.MID,
                        HeaderExtension.AUDIO_LEVEL,
                        HeaderExtension.ABS_SEND_TIME,
                        HeaderExtension.TRANSPORT_CC),
                MediaKind.VIDEO,
                Set.of(
                        HeaderExtension.MID,
                        HeaderExtension.VIDEO_ORIENTATION,
                        HeaderExtension.ABS_SEND_TIME,
                        HeaderExtension.TRANSPORT_CC,
                        HeaderExtension.PLAYOUT_DELAY));
        for (SlotSpec slot : negotiation.agreement().slots()) {
            assertEquals(expected.get(slot.kind()), known(slot), slot.mid());
        }
    }

    private static Set<HeaderExtension> known(SlotSpec slot) {
        Set<HeaderExtension> known = EnumSet.noneOf(HeaderExtension.class);
        for (HeaderExtension extension : HeaderExtension.values()) {
            if (slot.extensions().id(extension) > 0) {
                known.add(extension);
            }
        }
        return known;
    }

    /// How a publisher spreads its bits over its layers tells at once when it has stopped one.
    @Test
    void aCameraOfSeveralLayersTellsOfThem() throws SdpException {
        negotiation.offer(RecordedOffers.read("chromium-simulcast"));
        TrackSpec camera = negotiation.agreement().tracks().get(1);
        assertTrue(camera.extensions().id(HeaderExtension.VIDEO_LAYERS_ALLOCATION) > 0);
        assertTrue(camera.extensions().id(HeaderExtension.RID) > 0);
        assertTrue(camera.extensions().id(HeaderExtension.REPAIRED_RID) > 0);
    }

    @Test
    void aPublisherOfEitherFeedbackIsAnsweredWithBoth() throws SdpException {
        negotiation.offer(RecordedOffers.read("firefox-meeting"));
        TrackSpec camera = negotiation.agreement().tracks().get(1);
        assertTrue(camera.payloads().getFirst().feedback().containsAll(Set.of(Feedback.TRANSPORT_CC, Feedback.REMB)));
        TrackSpec microphone = negotiation.agreement().tracks().getFirst();
        assertTrue(microphone.payloads().getFirst().feedback().contains(Feedback.TRANSPORT_CC));
    }
}
