package io.plenum.signaling.offer;

import static io.plenum.signaling.sdp.SdpException.atLine;
import static io.plenum.signaling.sdp.SdpException.quote;

import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.Numbers;
import io.plenum.signaling.sdp.SdpException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Reads the simulcast of one m-line: `a=simulcast` with its `a=rid` lines (RFC 8853), or else a group of SSRCs.
final class SimulcastReader {
    /// Browsers send 3 at most; one more for clients that add a thumbnail.
    private static final int MAX_LAYERS = 4;

    /// RFC 8851 §10. What one-byte header extensions can carry; no client is known to need longer ones.
    private static final Pattern RID = Pattern.compile("[A-Za-z0-9_-]{1,16}");

    /// Restrictions that tell which layer is the better one.
    private static final List<String> SIZES = List.of("max-height", "max-width", "max-br");

    private final MediaSection section;
    private final List<OfferedStream> streams;

    private SimulcastReader(MediaSection section, List<OfferedStream> streams) {
        this.section = section;
        this.streams = streams;
    }

    /// Lowest quality first; empty without simulcast.
    static List<OfferedLayer> read(MediaSection section, List<OfferedStream> streams) throws SdpException {
        SimulcastReader reader = new SimulcastReader(section, streams);
        List<OfferedLayer> named = reader.named();
        List<OfferedLayer> layers = named.isEmpty() ? reader.grouped() : named;
        return layers.size() > MAX_LAYERS ? layers.subList(0, MAX_LAYERS) : layers;
    }

    private List<OfferedLayer> named() throws SdpException {
        Map<String, String> limits = limitsByRid();
        List<OfferedLayer> layers = new ArrayList<>();
        for (String item : sendList()) {
            String first = item.split(",", 2)[0]; // of several alternatives the client prefers the first
            boolean paused = first.startsWith("~");
            String known = limits.remove(paused ? first.substring(1) : first);
            if (known != null && !known.contains("pt=")) {
                layers.add(OfferedLayer.ofRid(paused ? first.substring(1) : first, known, paused));
            }
        }
        return lowestFirst(layers);
    }

    private Map<String, String> limitsByRid() throws SdpException {
        Map<String, String> limits = new HashMap<>();
        for (Attribute line : section.attributes().all("rid")) {
            String[] words = line.value().split(" ", 3);
            if (words.length < 2 || !RID.matcher(words[0]).matches()) {
                throw atLine(line.line(), quote(line.value()) + " is not a rid with its direction");
            }
            if (words[1].equals("send")) {
                limits.putIfAbsent(words[0], words.length < 3 ? "" : words[2].strip());
            }
        }
        return limits;
    }

    /// What follows `send` in `a=simulcast:send 1;2 recv 3`.
    private List<String> sendList() {
        String[] words = section.attributes().first("simulcast").orElse("").split(" ", -1);
        for (int at = 0; at + 1 < words.length; at += 2) {
            if (words[at].equals("send")) {
                return List.of(words[at + 1].split(";", -1));
            }
        }
        return List.of();
    }

    /// By what the restrictions say. Without them, as listed: RFC 8853 §5.2 calls the list's order a preference, but
    /// browsers list their encodings as the page gave them, and by default each is twice as large as the
    /// one before.
    private static List<OfferedLayer> lowestFirst(List<OfferedLayer> layers) {
        for (String size : SIZES) {
            if (layers.stream().allMatch(layer -> limit(layer, size).isPresent())) {
                return layers.stream()
                        .sorted(Comparator.comparing(layer -> limit(layer, size).orElseThrow()))
                        .toList();
            }
        }
        return layers;
    }

    private static Optional<Integer> limit(OfferedLayer layer, String name) {
        for (String limit : layer.limits().split(";", -1)) {
            String[] pair = limit.strip().split("=", 2);
            int value = pair.length == 2 && pair[0].equals(name) ? Numbers.parse(pair[1], Integer.MAX_VALUE) : -1;
            if (value >= 0) {
                return Optional.of(value);
            }
        }
        return Optional.empty();
    }

    /// An `a=ssrc-group:SIM`, which clients wrote before there were rids, the smallest picture first.
    private List<OfferedLayer> grouped() {
        for (Attribute line : section.attributes().all("ssrc-group")) {
            List<String> words = List.of(line.value().split(" ", -1));
            if (words.getFirst().equals("SIM")) {
                return words.stream()
                        .skip(1)
                        .distinct()
                        .flatMap(digits -> stream(digits).stream())
                        .map(OfferedLayer::ofStream)
                        .toList();
            }
        }
        return List.of();
    }

    private Optional<OfferedStream> stream(String digits) {
        long ssrc = Numbers.parseUnsigned(digits);
        return streams.stream().filter(stream -> stream.ssrc() == ssrc).findFirst();
    }
}
