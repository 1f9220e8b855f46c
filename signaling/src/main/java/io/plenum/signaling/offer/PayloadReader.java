package io.plenum.signaling.offer;

import static io.plenum.signaling.sdp.SdpException.atLine;
import static io.plenum.signaling.sdp.SdpException.atMedia;
import static io.plenum.signaling.sdp.SdpException.quote;

import io.plenum.core.PayloadSpec.Feedback;
import io.plenum.signaling.sdp.Attribute;
import io.plenum.signaling.sdp.MediaSection;
import io.plenum.signaling.sdp.Numbers;
import io.plenum.signaling.sdp.SdpException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Reads the payload types of one m-line: its formats with their `rtpmap`, `fmtp` and `rtcp-fb` lines.
final class PayloadReader {
    private static final int MAX_PAYLOAD_TYPE = 127;
    private static final String ALL_PAYLOADS = "*";
    /// Payload types that need no rtpmap (RFC 3551), as far as we carry them.
    private static final Map<Integer, String> STATIC = Map.of(0, "PCMU/8000", 8, "PCMA/8000", 9, "G722/8000");

    private final MediaSection section;
    private final Map<Integer, String> maps = new HashMap<>(STATIC);
    private final Map<Integer, String> formats = new HashMap<>();
    private final Map<Integer, Set<Feedback>> feedback = new HashMap<>();
    private final Set<Feedback> feedbackOfAll = EnumSet.noneOf(Feedback.class);

    private PayloadReader(MediaSection section) {
        this.section = section;
    }

    static List<OfferedPayload> read(MediaSection section) throws SdpException {
        return new PayloadReader(section).read();
    }

    private List<OfferedPayload> read() throws SdpException {
        for (Attribute line : section.attributes().lines()) {
            switch (line.name()) {
                case "rtpmap" -> numbered(line, maps);
                case "fmtp" -> numbered(line, formats);
                case "rtcp-fb" -> feedback(line);
                default -> {} // read elsewhere, or of no interest
            }
        }
        List<OfferedPayload> payloads = new ArrayList<>();
        for (int number : payloadTypes()) {
            String map = maps.get(number);
            if (map != null) {
                payloads.add(payload(number, map));
            }
        }
        return payloads;
    }

    private static void numbered(Attribute line, Map<Integer, String> into) throws SdpException {
        int blank = line.value().indexOf(' ');
        int number = Numbers.parse(blank < 0 ? "" : line.value().substring(0, blank), MAX_PAYLOAD_TYPE);
        if (number < 0) {
            throw atLine(line.line(), "must begin with a payload type");
        }
        into.put(number, line.value().substring(blank + 1).strip());
    }

    private void feedback(Attribute line) throws SdpException {
        String[] words = line.value().split(" ", 2);
        if (words[0].equals(ALL_PAYLOADS)) {
            add(words, feedbackOfAll);
            return;
        }
        int number = Numbers.parse(words[0], MAX_PAYLOAD_TYPE);
        if (number < 0) {
            throw atLine(line.line(), "must begin with a payload type or *");
        }
        add(words, feedback.computeIfAbsent(number, n -> EnumSet.noneOf(Feedback.class)));
    }

    private static void add(String[] words, Set<Feedback> into) {
        switch (words.length < 2 ? "" : words[1].strip()) {
            case "nack" -> into.add(Feedback.NACK);
            case "nack pli" -> into.add(Feedback.PLI);
            case "ccm fir" -> into.add(Feedback.FIR);
            case "goog-remb" -> into.add(Feedback.REMB);
            case "transport-cc" -> into.add(Feedback.TRANSPORT_CC);
            default -> {} // feedback that we do not speak is left out of the answer
        }
    }

    private Set<Integer> payloadTypes() throws SdpException {
        Set<Integer> numbers = new LinkedHashSet<>();
        for (String format : section.formats()) {
            int number = Numbers.parse(format, MAX_PAYLOAD_TYPE);
            if (number < 0 || !numbers.add(number)) {
                throw atMedia(section.index(), quote(format) + " is not a payload type, or is named twice");
            }
        }
        return numbers;
    }

    private OfferedPayload payload(int number, String map) throws SdpException {
        String[] parts = map.split("/", -1);
        int clockRate = parts.length < 2 ? -1 : Numbers.parse(parts[1], Integer.MAX_VALUE);
        int channels = parts.length < 3 ? 1 : Numbers.parse(parts[2], Integer.MAX_VALUE);
        if (clockRate < 1 || channels < 1 || parts[0].isEmpty()) {
            throw atMedia(section.index(), "payload type " + number + ": rtpmap " + quote(map) + " is malformed");
        }
        Set<Feedback> agreed = EnumSet.copyOf(feedbackOfAll);
        agreed.addAll(feedback.getOrDefault(number, Set.of()));
        String format = formats.getOrDefault(number, "");
        return new OfferedPayload(number, parts[0], clockRate, channels, format, parameters(format), agreed);
    }

    private static Map<String, String> parameters(String format) {
        Map<String, String> parameters = new HashMap<>();
        for (String parameter : format.split(";", -1)) {
            String[] pair = parameter.strip().split("=", 2);
            if (pair.length == 2) {
                parameters.put(pair[0].toLowerCase(Locale.ROOT), pair[1].strip());
            }
        }
        return parameters;
    }
}
