package io.plenum.signaling.offer;

import java.util.regex.Pattern;

/// The form of an ICE candidate (RFC 8839 §5.1). We need only that: a client's address is learned from its
/// authenticated checks, never from what it claims.
public final class CandidateForm {
    private static final Pattern FORM = Pattern.compile("(a=)?candidate:"
            + "[A-Za-z0-9+/]{1,32} [0-9]{1,5} [A-Za-z]{3,20} [0-9]{1,10} "
            + "[0-9A-Za-z.:%_-]{1,256} [0-9]{1,5} typ [A-Za-z]{1,20}( [!-~]{1,256}){0,40} ?");

    private CandidateForm() {}

    /// An empty candidate is the end of candidates.
    public static boolean holds(String candidate) {
        return candidate.isEmpty() || FORM.matcher(candidate).matches();
    }
}
