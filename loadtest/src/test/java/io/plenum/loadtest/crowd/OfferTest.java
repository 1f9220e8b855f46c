package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.plenum.loadtest.scenario.Camera;
import io.plenum.sim.PublisherOptions;
import io.plenum.transport.RemoteDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How a camera's format is offered.
class OfferTest {
    private static final RemoteDescription TRANSPORT =
            new RemoteDescription("user", "password-of-22-letters", "sha-256", "AA:BB");

    @Test
    void h264IsOfferedAsBrowsersCutIt() {
        int type = Offer.video(seat(Camera.H264)).payloadType();
        assertEquals(
                List.of("a=fmtp:" + type + " level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"),
                formats(Camera.H264));
    }

    @Test
    void othersNeedNoWords() {
        assertEquals(List.of(), formats(Camera.VP8));
        assertEquals(List.of(), formats(Camera.AV1));
    }

    private static Seat seat(Camera camera) {
        return Seat.of("room", "bob", PublisherOptions.PERSON.filming(camera.shape(720, 30, 300_000)), 0, 1, 1);
    }

    /// Of its one slot, but for what names the partner of a retransmission.
    private static List<String> formats(Camera camera) {
        return Offer.write(TRANSPORT, List.of(), seat(camera))
                .lines()
                .filter(line -> line.startsWith("a=fmtp:") && !line.contains(" apt="))
                .toList();
    }
}
