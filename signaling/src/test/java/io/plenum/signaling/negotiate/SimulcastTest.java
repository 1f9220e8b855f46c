package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.EncodingSpec;
import io.plenum.core.HeaderExtension;
import io.plenum.core.TrackSpec;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.support.RecordedOffers;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What becomes of a camera that offers several qualities, from the recorded offers and from those bent a little.
class SimulcastTest {
    private static final String CHROMIUM = RecordedOffers.read("chromium-simulcast");
    private static final String LIST = "a=simulcast:send q;h;f";

    private final Negotiation negotiation = new Negotiation();

    private List<String> rids() {
        return camera().encodings().stream().map(EncodingSpec::rid).toList();
    }

    private TrackSpec camera() {
        return negotiation.agreement().tracks().get(1);
    }

    /// The camera's m-line of the answer.
    private MediaSection answer(String offer) throws SdpException {
        return negotiation.offer(offer).media().get(1);
    }

    private static List<String> values(MediaSection media, String name) {
        return media.attributes().all(name).stream().map(Attribute::value).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chromium-simulcast", "firefox-simulcast"})
    void browsersAreAskedForAllTheirLayers(String name) throws SdpException {
        MediaSection answer = answer(RecordedOffers.read(name));
        assertEquals(List.of("q recv", "h recv", "f recv"), values(answer, "rid"));
        assertEquals(List.of("recv q;h;f"), values(answer, "simulcast"));
        assertEquals(List.of("q", "h", "f"), rids());
        assertTrue(camera().extensions().id(HeaderExtension.RID) > 0);
        assertTrue(camera().extensions().id(HeaderExtension.REPAIRED_RID) > 0);
        negotiation
                .agreement()
                .slots()
                .forEach(slot -> assertEquals(0, slot.extensions().id(HeaderExtension.RID), "ours have no rids"));
    }

    @Test
    void theSameOfferAgainChangesNothing() throws SdpException {
        negotiation.offer(CHROMIUM);
        TrackSpec before = camera();
        negotiation.offer(CHROMIUM.replace(LIST, "a=simulcast:send q;~h;~f"));
        assertEquals(before, camera());
    }

    @Test
    void whatIsOfferedPausedStaysPaused() throws SdpException {
        MediaSection answer = answer(CHROMIUM.replace(LIST, "a=simulcast:send q;h;~f"));
        assertEquals(List.of("recv q;h;~f"), values(answer, "simulcast"));
        assertEquals(List.of("q", "h", "f"), rids());
    }

    @Test
    void aCameraThatIsOffKeepsItsLayers() throws SdpException {
        MediaSection answer = answer(inactive(CHROMIUM));
        assertTrue(answer.attributes().has("inactive"));
        assertEquals(List.of("recv q;h;f"), values(answer, "simulcast"));
        assertEquals(1, negotiation.agreement().tracks().size());
        negotiation.offer(CHROMIUM);
        assertEquals(List.of("q", "h", "f"), rids());
    }

    private static String inactive(String offer) {
        int camera = offer.indexOf("m=video");
        return offer.substring(0, camera) + offer.substring(camera).replaceFirst("a=sendonly", "a=inactive");
    }

    @Test
    void ofAlternativesTheFirstIsTaken() throws SdpException {
        MediaSection answer = answer(CHROMIUM.replace(LIST, "a=simulcast:recv x send q;h,f"));
        assertEquals(List.of("recv q;h"), values(answer, "simulcast"));
        assertEquals(List.of("q recv", "h recv"), values(answer, "rid"));
    }

    @Test
    void restrictionsTellTheOrderAndComeBack() throws SdpException {
        MediaSection answer = answer(CHROMIUM.replace("a=rid:q send", "a=rid:q send max-height=720;max-fps=30")
                .replace("a=rid:h send", "a=rid:h send max-height=180")
                .replace("a=rid:f send", "a=rid:f send max-fps=15;max-height=360"));
        assertEquals(List.of("h", "f", "q"), rids());
        assertEquals(
                List.of(
                        "h recv max-height=180",
                        "f recv max-fps=15;max-height=360",
                        "q recv max-height=720;max-fps=30"),
                values(answer, "rid"));
    }

    @Test
    void onlyWhatIsListedAndDescribedIsTaken() throws SdpException {
        MediaSection answer = answer(
                CHROMIUM.replace(LIST, "a=simulcast:send q;q;ghost;f").replace("a=rid:f send", "a=rid:f send pt=98"));
        assertEquals(List.of("recv q"), values(answer, "simulcast"));
        assertEquals(List.of("q"), rids());
    }

    @Test
    void thereAreFourAtMost() throws SdpException {
        String more = "a=rid:x1 send\r\na=rid:x2 send\r\n" + LIST + ";x1;x2";
        MediaSection answer = answer(CHROMIUM.replace(LIST, more));
        assertEquals(List.of("recv q;h;f;x1"), values(answer, "simulcast"));
        assertEquals(4, camera().encodings().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=rid:q", "a=rid:q! send", "a=rid:aRidThatIsTooLong send", "a=rid: send"})
    void aMalformedRidIsRefused(String line) {
        SdpException refusal =
                assertThrows(SdpException.class, () -> negotiation.offer(CHROMIUM.replace("a=rid:q send", line)));
        assertTrue(String.valueOf(refusal.getMessage()).contains("is not a rid"), refusal::getMessage);
    }

    @Test
    void withoutItsRidsInThePacketsItIsOneStream() throws SdpException {
        MediaSection answer = answer(CHROMIUM.replace("sdes:rtp-stream-id", "sdes:unknown"));
        assertEquals(List.of(), values(answer, "rid"));
        assertEquals(List.of(), values(answer, "simulcast"));
        assertEquals(List.of(EncodingSpec.UNNAMED), camera().encodings());
    }

    @Test
    void aGroupOfSsrcsIsSimulcastToo() throws SdpException {
        String streams = """
                a=ssrc:1 cname:c
                a=ssrc:2 cname:c
                a=ssrc:3 cname:c
                a=ssrc:11 cname:c
                a=ssrc:12 cname:c
                a=ssrc-group:SIM 3 1 2
                a=ssrc-group:FID 1 11
                a=ssrc-group:FID 2 12
                """.replace("\n", "\r\n");
        MediaSection answer = answer(CHROMIUM.replaceAll("a=rid:.*\r\n", "").replace(LIST + "\r\n", streams));
        assertEquals(List.of(), values(answer, "simulcast"));
        assertEquals(
                List.of(layer(3, OptionalLong.empty()), layer(1, OptionalLong.of(11)), layer(2, OptionalLong.of(12))),
                camera().encodings());
        assertEquals(0, camera().extensions().id(HeaderExtension.RID));
    }

    private static EncodingSpec layer(long ssrc, OptionalLong rtxSsrc) {
        return new EncodingSpec("", OptionalLong.of(ssrc), rtxSsrc);
    }
}
