package io.plenum.loadtest.crowd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.plenum.core.MediaKind;
import io.plenum.core.SlotSpec;
import io.plenum.sim.Dialect;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerTest {
    private static final String TRANSPORT = """
            a=ice-ufrag:user
            a=ice-pwd:password-of-22-letters
            a=fingerprint:sha-256 AA:BB
            a=candidate:1 1 udp 1 127.0.0.1 10000 typ host
            """;

    private static final String ANSWER = """
            v=0
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:a0
            %sa=recvonly
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:sa0
            a=sendonly
            a=ssrc:7 cname:plenum
            m=video 9 UDP/TLS/RTP/SAVPF 96 97
            a=mid:sv0
            a=sendonly
            a=ssrc-group:FID 8 9
            a=ssrc:8 cname:plenum
            a=ssrc:9 cname:plenum
            """.formatted(TRANSPORT).replace("\n", "\r\n");

    @Test
    void whatTheServerSendsIsASlot() {
        List<SlotSpec> slots =
                Answer.parse(ANSWER, Dialect.CHROMIUM, Dialect.CHROMIUM.vp8()).slots();
        assertEquals(List.of("sa0", "sv0"), slots.stream().map(SlotSpec::mid).toList());
        assertEquals(MediaKind.AUDIO, slots.getFirst().kind());
        assertEquals(7, slots.getFirst().ssrc());
        assertEquals(8, slots.getLast().ssrc());
        assertEquals(9, slots.getLast().rtxSsrc());
    }

    @Test
    void theTransportIsRead() {
        var transport =
                Answer.parse(ANSWER, Dialect.CHROMIUM, Dialect.CHROMIUM.vp8()).transport();
        assertEquals("user", transport.ufrag());
        assertEquals("AA:BB", transport.fingerprint());
        assertEquals(List.of("1 1 udp 1 127.0.0.1 10000 typ host"), transport.candidates());
    }

    @Test
    void anAnswerWithoutCredentialsIsRefused() {
        String bare = ANSWER.replace("a=ice-pwd", "a=x");
        assertThrows(
                IllegalArgumentException.class, () -> Answer.parse(bare, Dialect.CHROMIUM, Dialect.CHROMIUM.vp8()));
    }
}
