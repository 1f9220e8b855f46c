package io.plenum.signaling.ws;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Puts frames together to messages.
final class IncomingMessages {
    private Buffer collected = Buffer.buffer();

    /// False when a message is too long.
    boolean fits(WebSocketFrame frame) {
        return collected.length() + frame.binaryData().length() <= WebSocketEndpoint.MAX_MESSAGE_BYTES;
    }

    /// The message that this frame ends. Bytes are joined before they are decoded: a character may be cut in two.
    Optional<String> add(WebSocketFrame frame) {
        collected.appendBuffer(frame.binaryData());
        if (!frame.isFinal()) {
            return Optional.empty();
        }
        String text = collected.toString(StandardCharsets.UTF_8);
        collected = Buffer.buffer();
        return Optional.of(text);
    }
}
