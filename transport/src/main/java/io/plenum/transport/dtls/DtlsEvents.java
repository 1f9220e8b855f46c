package io.plenum.transport.dtls;

import io.plenum.transport.srtp.SrtpKeys;

/// What a [DtlsSession] has to tell. Called on its threads: implementations hand over and return.
public interface DtlsEvents {
    void send(byte[] datagram);

    void completed(SrtpKeys keys);

    /// The handshake did not come to an end.
    void failed(String reason);

    /// The other side has said goodbye (close_notify), or the association broke.
    void closed();
}
