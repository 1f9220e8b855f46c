package io.plenum.loadtest.crowd;

import io.plenum.transport.RemoteDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Writes the answer to a server's offer: everything is taken as it was offered, and received.
final class Reply {
    private static final String LINE_BREAK = "\r\n";

    /// What in an offer is the server's own, or follows from it.
    private static final Set<String> NOT_OURS = Set.of(
            "candidate",
            "end-of-candidates",
            "fingerprint",
            "ice-lite",
            "ice-options",
            "ice-pwd",
            "ice-ufrag",
            "msid",
            "msid-semantic",
            "setup",
            "ssrc",
            "ssrc-group");

    private Reply() {}

    static String write(String offer, RemoteDescription transport) {
        List<String> lines = new ArrayList<>();
        for (String line : offer.lines().toList()) {
            if (line.equals("a=sendonly")) {
                lines.add("a=recvonly");
            } else if (!NOT_OURS.contains(attribute(line))) {
                lines.add(line);
            }
            if (line.startsWith("a=mid:")) {
                lines.add("a=ice-ufrag:" + transport.ufrag());
                lines.add("a=ice-pwd:" + transport.password());
                lines.add("a=fingerprint:" + transport.fingerprintAlgorithm() + ' ' + transport.fingerprint());
                lines.add("a=setup:active");
            }
        }
        return String.join(LINE_BREAK, lines) + LINE_BREAK;
    }

    /// Empty when the line is none.
    private static String attribute(String line) {
        return line.startsWith("a=") ? line.substring(2).replaceFirst(":.*", "") : "";
    }
}
