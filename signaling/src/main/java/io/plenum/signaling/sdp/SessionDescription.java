package io.plenum.signaling.sdp;

import java.util.List;

/// A parsed session description. What offers and answers of WebRTC do not use (times, bandwidths, information lines)
/// is checked for form and forgotten.
public record SessionDescription(Attributes attributes, List<MediaSection> media) {
    /// A camera, a microphone and all slots come to 142 KB with Chromium.
    public static final int MAX_LENGTH = 200 * 1024;
    /// 33 slots, 8 tracks and room for recycled m-lines.
    public static final int MAX_MEDIA = 64;
    /// Chromium needs 4,590 for a camera, a microphone and all slots.
    public static final int MAX_LINES = 8_000;
    /// The longest lines seen are H.264 parameter sets and candidates, below 500.
    public static final int MAX_LINE_LENGTH = 2_000;

    public SessionDescription {
        media = List.copyOf(media);
    }

    public static SessionDescription parse(String text) throws SdpException {
        return new SdpParser(text).parse();
    }
}
