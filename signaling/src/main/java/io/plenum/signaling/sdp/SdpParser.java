package io.plenum.signaling.sdp;

import static io.plenum.signaling.sdp.SdpException.atLine;
import static io.plenum.signaling.sdp.SdpException.quote;
import static io.plenum.signaling.sdp.SdpException.whole;

import java.util.ArrayList;
import java.util.List;

/// Reads one session description, line by line, and stops at the first thing that is wrong.
final class SdpParser {
    private static final String SESSION_TYPES = "isuepcbtrzka";
    private static final String MEDIA_TYPES = "icbka";
    private static final int MAX_PORT = 65_535;

    private final String text;
    private int position;
    private int line;

    private List<Attribute> attributes = new ArrayList<>();
    private final List<MediaSection> media = new ArrayList<>();

    SdpParser(String text) {
        this.text = text;
    }

    SessionDescription parse() throws SdpException {
        if (text.length() > SessionDescription.MAX_LENGTH) {
            throw whole("longer than " + SessionDescription.MAX_LENGTH + " characters");
        }
        expectHead();
        Attributes session = null;
        MediaLine open = null;
        while (position < text.length()) {
            String content = nextLine();
            if (content.charAt(0) == 'm') {
                if (open == null) {
                    session = takeAttributes();
                } else {
                    media.add(open.section(media.size(), takeAttributes()));
                }
                open = mediaLine(content.substring(2));
            } else {
                inside(content, open == null ? SESSION_TYPES : MEDIA_TYPES);
            }
        }
        if (open == null || session == null) {
            throw whole("no m-line");
        }
        media.add(open.section(media.size(), takeAttributes()));
        return new SessionDescription(session, media);
    }

    private void expectHead() throws SdpException {
        if (text.isEmpty()) {
            throw whole("empty");
        }
        if (!nextLine().equals("v=0")) {
            throw atLine(line, "must be v=0");
        }
        if (position >= text.length() || !nextLine().startsWith("o=")) {
            throw atLine(line, "must be the o= line");
        }
    }

    /// The next line without its end; never shorter than the type letter and the equals sign.
    private String nextLine() throws SdpException {
        if (++line > SessionDescription.MAX_LINES) {
            throw whole("more than " + SessionDescription.MAX_LINES + " lines");
        }
        int end = text.indexOf('\n', position);
        int next = end < 0 ? text.length() : end + 1;
        int stop = end < 0 ? text.length() : end;
        if (stop > position && text.charAt(stop - 1) == '\r') {
            stop--;
        }
        if (stop - position > SessionDescription.MAX_LINE_LENGTH) {
            throw atLine(line, "longer than " + SessionDescription.MAX_LINE_LENGTH + " characters");
        }
        String content = text.substring(position, stop);
        position = next;
        if (content.length() < 2 || content.charAt(1) != '=') {
            throw atLine(line, "not of the form <type>=<value>");
        }
        if (content.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw atLine(line, "holds a control character");
        }
        return content;
    }

    private void inside(String content, String allowedTypes) throws SdpException {
        char type = content.charAt(0);
        if (allowedTypes.indexOf(type) < 0) {
            throw atLine(line, "a line of type " + quote(String.valueOf(type)) + " does not belong here");
        }
        if (type == 'a') {
            attributes.add(attribute(content.substring(2)));
        }
    }

    private Attribute attribute(String content) throws SdpException {
        int colon = content.indexOf(':');
        String name = colon < 0 ? content : content.substring(0, colon);
        if (name.isEmpty() || name.indexOf(' ') >= 0) {
            throw atLine(line, "not an attribute");
        }
        return new Attribute(name, colon < 0 ? "" : content.substring(colon + 1), line);
    }

    private Attributes takeAttributes() {
        Attributes taken = new Attributes(attributes);
        attributes = new ArrayList<>();
        return taken;
    }

    private MediaLine mediaLine(String content) throws SdpException {
        if (media.size() >= SessionDescription.MAX_MEDIA) {
            throw whole("more than " + SessionDescription.MAX_MEDIA + " m-lines");
        }
        String[] parts = content.split(" ", -1);
        if (parts.length < 4 || List.of(parts).contains("")) {
            throw atLine(line, "an m-line is m=<media> <port> <protocol> <format> …");
        }
        return new MediaLine(parts[0], port(parts[1]), parts[2], List.of(parts).subList(3, parts.length));
    }

    private int port(String digits) throws SdpException {
        int port = Numbers.parse(digits, MAX_PORT);
        if (port < 0) {
            throw atLine(line, quote(digits) + " is not a port");
        }
        return port;
    }

    /// An m-line whose attributes are still to come.
    private record MediaLine(String kind, int port, String protocol, List<String> formats) {
        MediaSection section(int index, Attributes own) {
            return new MediaSection(index, kind, port, protocol, formats, own);
        }
    }
}
