package io.plenum.signaling.room;

import io.plenum.signaling.protocol.Refusal;
import io.vertx.core.json.JsonObject;

/// A participant's end of the signaling connection, while it has one.
public interface Client {
    void send(JsonObject message);

    /// Says why and closes.
    void end(Refusal reason);
}
