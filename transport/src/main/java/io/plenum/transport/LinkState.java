package io.plenum.transport;

/// A link's life. `FAILED` and `CLOSED` are final.
public enum LinkState {
    /// ICE and DTLS are done: media can flow.
    CONNECTED,
    /// Nothing authenticated has arrived for a while; it may come back, or ICE may be restarted.
    DISCONNECTED,
    FAILED,
    CLOSED
}
