package io.plenum.signaling.room;

import io.plenum.signaling.protocol.Outgoing;
import io.plenum.signaling.protocol.Refusal;

/// A participant's end of the signaling connection, while it has one.
public interface Client {
    void send(Outgoing message);

    /// Says why and closes.
    void end(Refusal reason);
}
