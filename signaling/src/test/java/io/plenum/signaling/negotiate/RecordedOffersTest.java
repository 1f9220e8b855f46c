package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.Codec.Family;
import io.plenum.core.MediaKind;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.offer.OfferReader;
import io.plenum.signaling.offer.OfferedMedia;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.RecordedOffers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every offer that a real client made gets an answer that a real client takes.
class RecordedOffersTest {
    /// Neither audio nor video, or no common transport.
    private static final Set<String> REFUSED =
            Set.of("chromium-data-channel-only", "firefox-data-channel-only", "gstreamer-publish-not-bundled");

    static List<String> accepted() {
        return RecordedOffers.names().stream()
                .filter(name -> !REFUSED.contains(name))
                .toList();
    }

    @Test
    void allClientsAreThere() {
        for (String client : List.of("chromium", "firefox", "safari", "aiortc", "gstreamer")) {
            assertTrue(accepted().stream().anyMatch(name -> name.startsWith(client)), client);
        }
    }

    /// RFC 8843 §7.1.3; aiortc's own offers break it.
    @ParameterizedTest
    @MethodSource("accepted")
    void anExtensionNumberHasOneMeaningInTheWholeAnswer(String name) throws SdpException {
        SessionDescription answer = new Negotiation().offer(RecordedOffers.read(name));
        Map<String, String> meanings = new HashMap<>();
        for (MediaSection media : answer.media()) {
            for (Attribute line : media.attributes().all("extmap")) {
                String[] words = line.value().split(" ", 2);
                String number = words[0].split("/", 2)[0];
                assertEquals(words[1], meanings.getOrDefault(number, words[1]));
                meanings.put(number, words[1]);
            }
        }
        assertFalse(meanings.isEmpty() && !name.startsWith("gstreamer"));
    }

    /// It is kept as long as its participant stays: 10 KB each that nobody reads again.
    @ParameterizedTest
    @MethodSource("accepted")
    void theTextOfAnOfferIsNotKept(String name) throws SdpException {
        Offer offer = OfferReader.read(RecordedOffers.read(name));
        assertTrue(offer.lines().stream()
                .allMatch(line -> line.section().attributes().lines().isEmpty()));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void theAnswerMirrorsTheOffer(String name) throws SdpException {
        String text = RecordedOffers.read(name);
        SessionDescription offer = SessionDescription.parse(text);
        SessionDescription answer = new Negotiation().offer(text);
        assertEquals(offer.media().size(), answer.media().size());
        for (int i = 0; i < offer.media().size(); i++) {
            mirrors(offer.media().get(i), answer.media().get(i));
        }
        Set<String> bundle =
                new HashSet<>(words(answer.attributes().first("group").orElseThrow()));
        assertTrue(bundle.remove("BUNDLE"));
        assertEquals(
                bundle,
                new HashSet<>(answer.media().stream()
                        .filter(media -> media.port() != 0)
                        .map(RecordedOffersTest::mid)
                        .toList()));
    }

    private static void mirrors(MediaSection offered, MediaSection answered) {
        assertEquals(offered.kind(), answered.kind());
        assertEquals(offered.protocol(), answered.protocol());
        assertEquals(mid(offered), mid(answered));
        assertTrue(offered.formats().containsAll(answered.formats()), "payload types that were not offered");
        if (offered.kind().equals("application")) {
            assertEquals(0, answered.port());
        } else if (offered.port() != 0) {
            assertEquals(9, answered.port());
        }
        if (answered.port() != 0) {
            assertEquals(complement(direction(offered)), direction(answered));
            assertEquals("passive", answered.attributes().first("setup").orElseThrow());
            assertTrue(answered.attributes().has("rtcp-mux"));
            assertTrue(extensions(offered).containsAll(extensions(answered)));
            assertTrue(values(offered, "rtcp-fb").containsAll(values(answered, "rtcp-fb")));
            assertEquals(received(values(offered, "rid")), values(answered, "rid"));
            assertEquals(received(values(offered, "simulcast")), values(answered, "simulcast"));
        }
    }

    private static List<String> received(List<String> sent) {
        return sent.stream()
                .map(value -> value.replaceFirst("\\bsend\\b", "recv"))
                .toList();
    }

    private static List<String> values(MediaSection media, String attribute) {
        return media.attributes().all(attribute).stream().map(Attribute::value).toList();
    }

    /// Without their directions, which the answer names from the other side.
    private static List<String> extensions(MediaSection media) {
        return values(media, "extmap").stream()
                .map(extension -> extension.replaceFirst("/[a-z]+", ""))
                .toList();
    }

    private static String mid(MediaSection media) {
        return media.attributes().first("mid").orElse("");
    }

    private static List<String> words(String text) {
        return List.of(text.split(" ", -1));
    }

    private static String direction(MediaSection media) {
        return List.of("sendrecv", "sendonly", "recvonly", "inactive").stream()
                .filter(media.attributes()::has)
                .findFirst()
                .orElse("sendrecv");
    }

    private static String complement(String direction) {
        return switch (direction) {
            case "sendonly" -> "recvonly";
            case "recvonly" -> "sendonly";
            default -> direction;
        };
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void candidatesAndCredentialsStandWhereClientsLook(String name) throws SdpException {
        SessionDescription answer = new Negotiation().offer(RecordedOffers.read(name));
        List<MediaSection> live =
                answer.media().stream().filter(media -> media.port() != 0).toList();
        assertTrue(live.stream().allMatch(media -> media.attributes().has("ice-ufrag")));
        assertTrue(live.getFirst().attributes().has("candidate"));
        assertTrue(live.getFirst().attributes().has("end-of-candidates"));
        assertEquals(
                1,
                live.stream()
                        .filter(media -> media.attributes().has("candidate"))
                        .count());
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void publishersSendVp8AndOpusWhereTheyCan(String name) throws SdpException {
        String text = RecordedOffers.read(name);
        Negotiation negotiation = new Negotiation();
        negotiation.offer(text);
        for (TrackSpec track : negotiation.agreement().tracks()) {
            Family best = track.payloads().getFirst().codec().family();
            Family wanted = track.kind() == MediaKind.AUDIO ? Family.OPUS : Family.VP8;
            assertEquals(offers(text, track.mid(), wanted) ? wanted : Family.H264, best);
        }
    }

    private static boolean offers(String text, String mid, Family family) throws SdpException {
        OfferedMedia media = OfferReader.read(text).media().stream()
                .filter(candidate -> candidate.mid().equals(mid))
                .findFirst()
                .orElseThrow();
        return media.payloads().stream().anyMatch(payload -> payload.encoding().equalsIgnoreCase(family.name()));
    }

    @Test
    void bundledMediaLinesUseTheTransportOfTheFirst() throws SdpException {
        String text = RecordedOffers.read("aiortc-publish-sendonly");
        Offer offer = OfferReader.read(text);
        MediaSection first = SessionDescription.parse(text).media().getFirst();
        assertEquals(
                first.attributes().first("ice-ufrag").orElseThrow(),
                offer.transport().ufrag());
    }

    @Test
    void whatCannotBeAnsweredIsRefusedWithAReason() {
        for (String name : REFUSED) {
            SdpException refusal =
                    assertThrows(SdpException.class, () -> OfferReader.read(RecordedOffers.read(name)), name);
            assertTrue(String.valueOf(refusal.getMessage()).startsWith("no "), refusal::getMessage);
        }
    }
}
