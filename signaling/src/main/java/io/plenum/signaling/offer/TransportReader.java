package io.plenum.signaling.offer;

import static io.plenum.signaling.sdp.SdpException.atMedia;
import static io.plenum.signaling.sdp.SdpException.quote;

import io.plenum.signaling.media.RemoteTransport;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Reads the ICE and DTLS part of an m-line, with the session's attributes as defaults (RFC 8839, RFC 8842).
final class TransportReader {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    private final SessionDescription session;
    private final MediaSection section;

    private TransportReader(SessionDescription session, MediaSection section) {
        this.session = session;
        this.section = section;
    }

    static RemoteTransport read(SessionDescription session, MediaSection section) throws SdpException {
        return new TransportReader(session, section).read();
    }

    private RemoteTransport read() throws SdpException {
        String ufrag = credential("ice-ufrag", UFRAG);
        String password = credential("ice-pwd", PASSWORD);
        checkSetup();
        Fingerprint fingerprint = strongestFingerprint();
        return new RemoteTransport(ufrag, password, fingerprint.algorithm(), fingerprint.value());
    }

    private String credential(String name, Pattern form) throws SdpException {
        String value = inherited(name);
        if (!form.matcher(value).matches()) {
            throw atMedia(section.index(), name + " is malformed"); // not quoted: it may be a password
        }
        return value;
    }

    private String inherited(String name) throws SdpException {
        return section.attributes()
                .first(name)
                .or(() -> session.attributes().first(name))
                .orElseThrow(() -> atMedia(section.index(), "no " + name));
    }

    /// We are the DTLS server, always: the client's first flight then comes with its ICE checks.
    private void checkSetup() throws SdpException {
        String setup = inherited("setup");
        if (!setup.equals("actpass") && !setup.equals("active")) {
            throw atMedia(section.index(), "setup " + quote(setup) + ": the server is the DTLS server, offer actpass");
        }
    }

    private Fingerprint strongestFingerprint() throws SdpException {
        List<Attribute> lines = section.attributes().all("fingerprint");
        if (lines.isEmpty()) {
            lines = session.attributes().all("fingerprint");
        }
        Fingerprint best = null;
        for (Attribute line : lines) {
            Fingerprint candidate = Fingerprint.of(section, line.value());
            if (candidate.bits() > 0 && (best == null || candidate.bits() > best.bits())) {
                best = candidate;
            }
        }
        if (best == null) {
            throw atMedia(section.index(), "no fingerprint of sha-256, sha-384 or sha-512");
        }
        return best;
    }

    /// @param bits 0 for a hash that is too weak to be trusted
    private record Fingerprint(String algorithm, String value, int bits) {
        private static final Pattern HEX = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2})*");

        static Fingerprint of(MediaSection section, String line) throws SdpException {
            String[] words = line.split(" ", -1);
            String algorithm = words[0].toLowerCase(Locale.ROOT);
            int bits = bitsOf(algorithm);
            String value = words.length == 2 ? words[1].toUpperCase(Locale.ROOT) : "";
            if (bits > 0
                    && (value.length() != bits / 8 * 3 - 1
                            || !HEX.matcher(value).matches())) {
                throw atMedia(section.index(), "the fingerprint is not one of " + algorithm);
            }
            return new Fingerprint(algorithm, value, bits);
        }

        private static int bitsOf(String algorithm) {
            return switch (algorithm) {
                case "sha-256" -> 256;
                case "sha-384" -> 384;
                case "sha-512" -> 512;
                default -> 0;
            };
        }
    }
}
