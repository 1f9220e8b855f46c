package io.plenum.transport;

/// Who may open a path to a shard.
public enum Audience {
    ANYBODY,
    /// Programs whose datagrams come from one of the addresses that the shard itself is bound to. The kernel refuses
    /// such a source on the outside of the machine, so nobody else can claim it.
    THIS_MACHINE
}
