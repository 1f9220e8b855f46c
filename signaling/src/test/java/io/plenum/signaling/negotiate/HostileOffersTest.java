package io.plenum.signaling.negotiate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.support.RecordedOffers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// An offer is accepted or refused with a sentence; nothing else ever happens.
class HostileOffersTest {
    private static final String OFFER = RecordedOffers.read("chromium-meeting");

    /// Whether the offer was accepted. Anything but a refusal fails the test.
    private static boolean survives(String sdp) {
        try {
            new Negotiation().offer(sdp);
            return true;
        } catch (SdpException refusal) {
            assertTrue(!String.valueOf(refusal.getMessage()).isBlank());
            return false;
        }
    }

    private static String refusalOf(String sdp) {
        return String.valueOf(assertThrows(SdpException.class, () -> new Negotiation().offer(sdp))
                .getMessage());
    }

    @Test
    void offersAreCutOffAnywhere() {
        String offer = RecordedOffers.read("firefox-simulcast");
        int accepted = 0;
        for (int end = offer.indexOf('\n') + 1; end > 0; end = offer.indexOf('\n', end) + 1) {
            accepted += survives(offer.substring(0, end)) ? 1 : 0;
        }
        assertTrue(accepted < 60, "only what lacks a few last lines of the last m-line may pass: " + accepted);
        assertTrue(survives(offer));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void randomMutationsAreRefusedOrAccepted(long seed) {
        List<String> names = RecordedOffers.names();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 150; i++) {
            String offer = RecordedOffers.read(names.get(random.nextInt(names.size())));
            refused += survives(Mutation.of(offer, random)) ? 0 : 1;
        }
        assertTrue(refused > 10, "seed " + seed + ": only " + refused + " refused");
    }

    @Test
    void hugeOffersAreRefusedQuickly() {
        String tenThousandLines = OFFER + "m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:x\r\n".repeat(10_000);
        List<String> huge = new ArrayList<>(List.of(tenThousandLines, OFFER + "a=x\r\n".repeat(30_000)));
        huge.add(OFFER + "a=fmtp:96 " + "a=b;".repeat(40_000));
        assertTimeout(Duration.ofSeconds(5), () -> huge.forEach(HostileOffersTest::refusalOf));
    }

    @Test
    void refusalsNameTheMediaLineAndTheReason() {
        assertEquals("m-line 0: no ice-ufrag", refusalOf(OFFER.replaceAll("a=ice-ufrag:.*\r\n", "")));
        assertEquals(
                "m-line 0: ice-pwd is malformed", refusalOf(OFFER.replaceAll("a=ice-pwd:.*\r\n", "a=ice-pwd:x\r\n")));
        assertEquals(
                "m-line 0: no rtcp-mux: RTCP must share the port with RTP",
                refusalOf(OFFER.replace("a=rtcp-mux\r\n", "")));
        assertEquals("m-line 1: mid '0' is used twice", refusalOf(OFFER.replace("a=mid:1\r\n", "a=mid:0\r\n")));
        assertEquals(
                "no a=group:BUNDLE: all media must share one transport",
                refusalOf(OFFER.replaceAll("a=group:.*\r\n", "")));
        assertEquals(
                "m-line 0: setup 'passive': the server is the DTLS server, offer actpass",
                refusalOf(OFFER.replace("a=setup:actpass", "a=setup:passive")));
        assertEquals(
                "m-line 0: no fingerprint of sha-256, sha-384 or sha-512",
                refusalOf(OFFER.replace("a=fingerprint:sha-256", "a=fingerprint:sha-1")));
        assertEquals(
                "m-line 0: the fingerprint is not one of sha-384",
                refusalOf(OFFER.replace("a=fingerprint:sha-256", "a=fingerprint:sha-384")));
        assertTrue(refusalOf(OFFER.replace("a=rtpmap:96 VP8/90000", "a=rtpmap:96 VP8/-1"))
                .startsWith("m-line 1: payload type 96"));
        assertTrue(refusalOf(OFFER.replaceAll("a=extmap:\\d+ ", "a=extmap:3 ")).contains("is used twice"));
    }
}
