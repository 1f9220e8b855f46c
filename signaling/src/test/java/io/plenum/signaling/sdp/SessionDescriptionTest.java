package io.plenum.signaling.sdp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// What is a session description, and what is said of text that is none.
class SessionDescriptionTest {
    private static final String HEAD = "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n";

    private static String problemOf(String text) {
        return String.valueOf(assertThrows(SdpException.class, () -> SessionDescription.parse(text))
                .getMessage());
    }

    @Test
    void attributesBelongToTheSessionOrToTheirMediaLine() throws SdpException {
        SessionDescription session = SessionDescription.parse(
                HEAD + "a=group:BUNDLE 0 1\r\nm=audio 9 RTP/AVP 0 8\r\na=mid:0\r\nm=video 0 RTP/AVP 96\r\na=mid:1\r\n");
        assertEquals("BUNDLE 0 1", session.attributes().first("group").orElseThrow());
        assertEquals("1", session.media().get(1).attributes().first("mid").orElseThrow());
        assertEquals(List.of("0", "8"), session.media().get(0).formats());
        assertEquals(0, session.media().get(1).port());
    }

    @Test
    void bareLineFeedsEndLinesToo() throws SdpException {
        assertEquals(
                1,
                SessionDescription.parse((HEAD + "m=audio 9 RTP/AVP 0\r\n").replace("\r", ""))
                        .media()
                        .size());
    }

    @Test
    void problemsNameTheirLine() {
        assertEquals("empty", problemOf(""));
        assertEquals("line 1: must be v=0", problemOf("v=1\r\n"));
        assertEquals("line 2: must be the o= line", problemOf("v=0\r\ns=-\r\n"));
        assertEquals("no m-line", problemOf(HEAD));
        assertEquals("line 5: not of the form <type>=<value>", problemOf(HEAD + "nonsense\r\n"));
        assertEquals("line 5: '70000' is not a port", problemOf(HEAD + "m=audio 70000 RTP/AVP 0\r\n"));
        assertTrue(problemOf(HEAD + "m=audio 9 RTP/AVP\r\n").startsWith("line 5: an m-line is"));
        assertEquals("line 5: holds a control character", problemOf(HEAD + "a=x\u0000y\r\n"));
        assertTrue(problemOf(HEAD + "m=audio 9 RTP/AVP 0\r\nt=0 0\r\n").startsWith("line 6: a line of type 't'"));
    }

    @Test
    void everythingIsBounded() {
        assertEquals("more than 64 m-lines", problemOf(HEAD + "m=a 9 b 0\r\n".repeat(7_000)));
        assertEquals("more than 8000 lines", problemOf(HEAD + "a=x\r\n".repeat(10_000)));
        assertEquals("line 5: longer than 2000 characters", problemOf(HEAD + "a=" + "x".repeat(2_000)));
        assertTrue(problemOf("x".repeat(1 << 20)).startsWith("longer than"));
    }
}
