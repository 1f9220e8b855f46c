package io.plenum.signaling.http;

import io.plenum.signaling.offer.CandidateForm;
import io.plenum.signaling.protocol.ErrorCode;
import java.util.Optional;
import java.util.regex.Pattern;

/// The body of a PATCH (RFC 8840 §9): candidates of the session, or new credentials for a restart.
///
/// @param ufrag empty where the fragment names none
record IceFragment(Optional<String> ufrag, Optional<String> password) {
    /// A hundred candidates with their m-lines.
    private static final int MAX_LENGTH = 16 * 1024;

    private static final int MAX_LINE_LENGTH = 2_000;
    private static final Pattern LINE = Pattern.compile("[am]=[ -~]+");
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    static IceFragment parse(String text) throws HttpRefusal {
        if (text.length() > MAX_LENGTH) {
            throw new HttpRefusal(Status.TOO_LARGE, ErrorCode.BAD_REQUEST, "the fragment is too large");
        }
        Optional<String> ufrag = Optional.empty();
        Optional<String> password = Optional.empty();
        for (String line : text.lines().toList()) {
            if (line.length() > MAX_LINE_LENGTH || !LINE.matcher(line).matches()) {
                throw malformed("a line is not of the form a=… or m=…");
            }
            if (line.startsWith("a=ice-ufrag:")) {
                ufrag = Optional.of(credential(line, UFRAG));
            } else if (line.startsWith("a=ice-pwd:")) {
                password = Optional.of(credential(line, PASSWORD));
            } else if (line.startsWith("a=candidate:") && !CandidateForm.holds(line)) {
                throw malformed("a candidate is malformed");
            }
        }
        if (text.isBlank() || ufrag.isPresent() != password.isPresent()) {
            throw malformed("ice-ufrag and ice-pwd must come together, or candidates alone");
        }
        return new IceFragment(ufrag, password);
    }

    private static String credential(String line, Pattern form) throws HttpRefusal {
        String value = line.substring(line.indexOf(':') + 1);
        if (!form.matcher(value).matches()) {
            throw malformed("an ICE credential is malformed");
        }
        return value;
    }

    private static HttpRefusal malformed(String problem) {
        return new HttpRefusal(Status.BAD_REQUEST, ErrorCode.BAD_OFFER, problem);
    }

    /// Whether it asks for another ICE session than the one with this ufrag.
    boolean restarts(String currentUfrag) {
        return ufrag.isPresent() && !ufrag.get().equals(currentUfrag);
    }
}
