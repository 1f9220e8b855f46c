package io.plenum.signaling.offer;

import static io.plenum.signaling.sdp.SdpException.atMedia;
import static io.plenum.signaling.sdp.SdpException.quote;
import static io.plenum.signaling.sdp.SdpException.whole;

import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads an [Offer] from SDP text.
public final class OfferReader {
    private static final String PROTOCOL = "UDP/TLS/RTP/SAVPF";
    private static final Set<String> MEDIA_KINDS = Set.of("audio", "video");
    /// The mid travels in a header extension, and one-byte headers hold at most 16 bytes (RFC 8285 §4.2).
    private static final int MAX_MID_LENGTH = 16;

    private final SessionDescription session;
    private final Map<String, MediaSection> byMid = new HashMap<>();
    private final List<String> bundle = new ArrayList<>();

    private OfferReader(SessionDescription session) {
        this.session = session;
    }

    public static Offer read(String sdp) throws SdpException {
        return new OfferReader(SessionDescription.parse(sdp)).read();
    }

    private Offer read() throws SdpException {
        collectMids();
        collectBundle();
        List<OfferedLine> lines = new ArrayList<>();
        for (MediaSection section : session.media()) {
            lines.add(line(section));
        }
        boolean mixed = session.attributes().has("extmap-allow-mixed");
        return new Offer(TransportReader.read(session, transportSection()), mixed, lines);
    }

    private void collectMids() throws SdpException {
        for (MediaSection section : session.media()) {
            String mid = mid(section);
            if (!mid.isEmpty() && byMid.put(mid, section) != null) {
                throw atMedia(section.index(), "mid " + quote(mid) + " is used twice");
            }
        }
    }

    private static String mid(MediaSection section) throws SdpException {
        String mid = section.attributes().first("mid").orElse("");
        if (mid.length() > MAX_MID_LENGTH || mid.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw atMedia(section.index(), quote(mid) + " is not a mid of at most " + MAX_MID_LENGTH + " characters");
        }
        return mid;
    }

    private void collectBundle() throws SdpException {
        for (Attribute group : session.attributes().all("group")) {
            if (group.value().startsWith("BUNDLE") && bundle.isEmpty()) {
                bundle.addAll(members(group));
            }
        }
        if (bundle.isEmpty()) {
            bundleOfOne();
        }
    }

    private List<String> members(Attribute group) throws SdpException {
        String[] words = group.value().split(" ", -1);
        List<String> mids = List.of(words).subList(1, words.length);
        for (String mid : mids) {
            if (!byMid.containsKey(mid)) {
                throw SdpException.atLine(group.line(), "BUNDLE names " + quote(mid) + ", which no m-line is");
            }
        }
        return mids;
    }

    /// One m-line needs no group to share a transport with itself.
    private void bundleOfOne() throws SdpException {
        List<MediaSection> live =
                session.media().stream().filter(section -> section.port() != 0).toList();
        if (live.size() > 1) {
            throw whole("no a=group:BUNDLE: all media must share one transport");
        }
        for (MediaSection section : live) {
            bundle.add(mid(section));
        }
    }

    private OfferedLine line(MediaSection section) throws SdpException {
        return usable(section) ? new MediaReader(session, section, mid(section)).read() : unusable(section);
    }

    private static UnusableLine unusable(MediaSection section) throws SdpException {
        return new UnusableLine(section.head(), mid(section));
    }

    private boolean usable(MediaSection section) throws SdpException {
        boolean on = section.port() != 0 || section.attributes().has("bundle-only");
        return on
                && MEDIA_KINDS.contains(section.kind())
                && section.protocol().equals(PROTOCOL)
                && bundle.contains(mid(section));
    }

    private MediaSection transportSection() throws SdpException {
        for (String mid : bundle) {
            MediaSection section = byMid.get(mid);
            if (section != null && usable(section)) {
                return section;
            }
        }
        throw whole("no m-line that can be used: audio or video, " + PROTOCOL + ", in the BUNDLE group");
    }
}
