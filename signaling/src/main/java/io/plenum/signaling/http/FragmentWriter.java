package io.plenum.signaling.http;

import io.plenum.signaling.media.LocalTransport;
import java.util.List;

/// Our side of a restarted ICE session, as the body of the reply to a PATCH.
final class FragmentWriter {
    private FragmentWriter() {}

    static String write(LocalTransport transport, List<String> mids) {
        StringBuilder text = new StringBuilder();
        text.append("a=ice-ufrag:").append(transport.ufrag()).append("\r\n");
        text.append("a=ice-pwd:").append(transport.password()).append("\r\n");
        text.append("a=ice-options:trickle\r\n");
        if (!mids.isEmpty()) {
            // A pseudo m-line (RFC 8840 §9): only the mid below it counts.
            text.append("m=audio 9 RTP/AVP 0\r\n");
            text.append("a=mid:").append(mids.getFirst()).append("\r\n");
        }
        transport
                .candidates()
                .forEach(candidate ->
                        text.append("a=candidate:").append(candidate).append("\r\n"));
        return text.append("a=end-of-candidates\r\n").toString();
    }
}
