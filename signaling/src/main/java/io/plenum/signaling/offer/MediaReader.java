package io.plenum.signaling.offer;

import static io.plenum.signaling.sdp.SdpException.atLine;
import static io.plenum.signaling.sdp.SdpException.atMedia;
import static io.plenum.signaling.sdp.SdpException.quote;

import io.plenum.core.HeaderExtension;
import io.plenum.core.MediaKind;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.Numbers;
import io.plenum.signaling.sdp.SdpException;
import io.plenum.signaling.sdp.SessionDescription;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads one usable m-line.
final class MediaReader {
    /// RFC 8285: one-byte headers end at 14, two-byte headers at 255. Numbers above are placeholders, to be answered
    /// with a small one; no browser offers them, and we leave them out.
    private static final int MAX_ONE_BYTE_ID = 14;

    private static final int MAX_ID = 255;
    /// A client that sends more streams than this on one m-line is not one that we know.
    private static final int MAX_STREAMS = 16;

    private final SessionDescription session;
    private final MediaSection section;
    private final String mid;

    MediaReader(SessionDescription session, MediaSection section, String mid) {
        this.session = session;
        this.section = section;
        this.mid = mid;
    }

    OfferedMedia read() throws SdpException {
        if (mid.isEmpty()) {
            throw atMedia(section.index(), "no mid");
        }
        if (!section.attributes().has("rtcp-mux")) {
            throw atMedia(section.index(), "no rtcp-mux: RTCP must share the port with RTP");
        }
        List<OfferedStream> streams = streams();
        return new OfferedMedia(
                section.head(),
                mid,
                section.kind().equals("audio") ? MediaKind.AUDIO : MediaKind.VIDEO,
                direction(),
                PayloadReader.read(section),
                extensions(),
                streams,
                SimulcastReader.read(section, streams),
                section.attributes().has("rtcp-rsize"));
    }

    private Direction direction() {
        return ownDirection(section.attributes().lines())
                .or(() -> ownDirection(session.attributes().lines()))
                .orElse(Direction.SENDRECV);
    }

    private static Optional<Direction> ownDirection(List<Attribute> lines) {
        return lines.stream()
                .flatMap(attribute -> Direction.ofSdp(attribute.name()).stream())
                .findFirst();
    }

    private List<OfferedExtension> extensions() throws SdpException {
        List<OfferedExtension> known = new ArrayList<>();
        Set<Integer> ids = new HashSet<>();
        Set<HeaderExtension> seen = new HashSet<>();
        for (Attribute line : section.attributes().all("extmap")) {
            String[] words = line.value().split(" ", -1);
            int id = Numbers.parse(words[0].split("/", 2)[0], Integer.MAX_VALUE);
            if (words.length < 2 || id < 1) {
                throw atLine(line.line(), "an extmap is <number> <uri>");
            }
            if (!ids.add(id)) {
                throw atLine(line.line(), "extmap number " + id + " is used twice");
            }
            Optional<HeaderExtension> extension = HeaderExtension.ofUri(words[1]);
            if (extension.isPresent() && id <= maxId() && seen.add(extension.get())) {
                known.add(new OfferedExtension(id, extensionDirection(words[0], line), extension.get()));
            }
        }
        return known;
    }

    private int maxId() {
        boolean mixed = session.attributes().has("extmap-allow-mixed")
                || section.attributes().has("extmap-allow-mixed");
        return mixed ? MAX_ID : MAX_ONE_BYTE_ID;
    }

    private static Direction extensionDirection(String number, Attribute line) throws SdpException {
        int slash = number.indexOf('/');
        String name = slash < 0 ? Direction.SENDRECV.sdp() : number.substring(slash + 1);
        return Direction.ofSdp(name)
                .orElseThrow(() -> atLine(line.line(), quote(name) + " is not the direction of an extmap"));
    }

    private List<OfferedStream> streams() throws SdpException {
        Map<Long, OptionalLong> rtxOf = new LinkedHashMap<>();
        for (Attribute line : section.attributes().all("ssrc")) {
            rtxOf.putIfAbsent(ssrc(line, line.value().split(" ", 2)[0]), OptionalLong.empty());
        }
        for (Attribute line : section.attributes().all("ssrc-group")) {
            pair(line, rtxOf);
        }
        if (rtxOf.size() > MAX_STREAMS) {
            throw atMedia(section.index(), "more than " + MAX_STREAMS + " SSRCs");
        }
        List<OfferedStream> streams = new ArrayList<>();
        rtxOf.forEach((ssrc, rtx) -> streams.add(new OfferedStream(ssrc, rtx)));
        return streams;
    }

    /// The second stream of an FID group (RFC 5576) repeats the first one.
    private static void pair(Attribute line, Map<Long, OptionalLong> rtxOf) throws SdpException {
        String[] words = line.value().split(" ", -1);
        if (!words[0].equals("FID") || words.length != 3) {
            return;
        }
        long rtx = ssrc(line, words[2]);
        rtxOf.put(ssrc(line, words[1]), OptionalLong.of(rtx));
        rtxOf.remove(rtx);
    }

    private static long ssrc(Attribute line, String digits) throws SdpException {
        long ssrc = Numbers.parseUnsigned(digits);
        if (ssrc < 0) {
            throw atLine(line.line(), quote(digits) + " is not an SSRC");
        }
        return ssrc;
    }
}
