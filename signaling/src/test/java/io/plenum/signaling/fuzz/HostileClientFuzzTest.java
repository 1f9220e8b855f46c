package io.plenum.signaling.fuzz;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.signaling.offer.OfferReader;
import io.plenum.signaling.protocol.Envelope;
import io.plenum.signaling.protocol.Refusal;
import io.plenum.signaling.protocol.RequestReader;
import io.plenum.signaling.sdp.SdpException;
import java.nio.charset.StandardCharsets;

/// Requests and offers: each is understood or refused in words, nothing else ever happens. The first byte chooses.
class HostileClientFuzzTest {
    @FuzzTest(maxDuration = "15s")
    void reads(byte[] data) {
        if (data.length == 0) {
            return;
        }
        String text = new String(data, 1, data.length - 1, StandardCharsets.UTF_8);
        if ((data[0] & 1) == 0) {
            request(text);
        } else {
            offer(text);
        }
    }

    private static void request(String text) {
        try {
            assertNotNull(RequestReader.read(Envelope.parse(text).body()));
        } catch (Refusal refused) {
            assertNotNull(refused.getMessage());
        }
    }

    private static void offer(String sdp) {
        try {
            assertNotNull(OfferReader.read(sdp));
        } catch (SdpException refused) {
            assertNotNull(refused.getMessage());
        }
    }
}
