package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.core.MediaKind;
import io.plenum.core.PayloadSpec;
import io.plenum.core.SlotSpec;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import io.plenum.signaling.support.RecordedOffers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Audio that repeats itself (RFC 2198).
class RedTest {
    private static final String OFFER = RecordedOffers.read("chromium-meeting");
    private static final String IN_ORDER = "m=audio 33162 UDP/TLS/RTP/SAVPF 111 63 ";

    private final Negotiation negotiation = new Negotiation();

    private List<String> sent() {
        return keys(negotiation.agreement().tracks().getFirst().payloads());
    }

    private List<String> received() {
        return keys(negotiation.agreement().slots().stream()
                .filter(slot -> slot.kind() == MediaKind.AUDIO)
                .findFirst()
                .map(SlotSpec::payloads)
                .orElseThrow());
    }

    private static List<String> keys(List<PayloadSpec> payloads) {
        return payloads.stream().map(payload -> payload.codec().key()).toList();
    }

    @Test
    void slotsTakeItAndBrowsersSendPlainOpusAsTheyPrefer() throws SdpException {
        negotiation.offer(OFFER);
        assertEquals(List.of("audio/opus/48000/2"), sent());
        assertTrue(received().contains("audio/red/48000/2;opus=111"), received()::toString);
    }

    @Test
    void whoPrefersItSendsItTogetherWithWhatIsInside() throws SdpException {
        assertTrue(OFFER.contains(IN_ORDER));
        SessionDescription answer =
                negotiation.offer(OFFER.replace(IN_ORDER, "m=audio 33162 UDP/TLS/RTP/SAVPF 63 111 "));
        assertEquals(List.of("audio/red/48000/2;opus=111", "audio/opus/48000/2"), sent());
        assertEquals(List.of("63", "111"), answer.media().getFirst().formats());
        assertTrue(answer.media().getFirst().attributes().all("fmtp").stream()
                .map(Attribute::value)
                .anyMatch("63 111/111"::equals));
    }

    @ParameterizedTest
    @ValueSource(strings = {"111/9", "9/9", "63/63", "", "111/", "/", "111/111/9", "999/999", "a/b"})
    void whatIsNotOpusInsideIsNotTaken(String inside) throws SdpException {
        negotiation.offer(OFFER.replace("a=fmtp:63 111/111\r\n", "a=fmtp:63 " + inside + "\r\n"));
        assertTrue(received().stream().noneMatch(key -> key.contains("red")), received()::toString);
        assertTrue(received().contains("audio/opus/48000/2"));
    }

    @Test
    void packetsOfOtherNumbersInsideAreAnotherCodec() throws SdpException {
        negotiation.offer(
                OFFER.replace(" 111 63 ", " 100 63 ").replace(":111 ", ":100 ").replace("111/111", "100/100/100"));
        assertTrue(received().contains("audio/red/48000/2;opus=100"), received()::toString);
    }
}
