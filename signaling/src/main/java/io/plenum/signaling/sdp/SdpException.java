package io.plenum.signaling.sdp;

/// SDP that cannot be accepted. The message is a sentence for the developer of the client: it names the line or the
/// m-line (counted from 0, like `sdpMLineIndex`) and what is wrong there.
public final class SdpException extends Exception {
    private static final long serialVersionUID = 1L;

    /// How much of the client's own text a message quotes: enough to recognise it, too little to flood a log.
    private static final int QUOTE_LIMIT = 40;

    private SdpException(String message) {
        super(message);
    }

    public static SdpException whole(String problem) {
        return new SdpException(problem);
    }

    /// @param line counted from 1, as editors do
    public static SdpException atLine(int line, String problem) {
        return new SdpException("line " + line + ": " + problem);
    }

    public static SdpException atMedia(int index, String problem) {
        return new SdpException("m-line " + index + ": " + problem);
    }

    /// The client's text for use inside a message.
    public static String quote(String text) {
        String shown = text.length() <= QUOTE_LIMIT ? text : text.substring(0, QUOTE_LIMIT) + "…";
        return "'" + shown + "'";
    }
}
