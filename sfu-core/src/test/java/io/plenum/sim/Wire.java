package io.plenum.sim;

/// Where a fake client's datagrams go. The bytes are valid during the call only.
@FunctionalInterface
public interface Wire {
    void send(byte[] bytes, int length);
}
