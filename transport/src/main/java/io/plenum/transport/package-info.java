/// The edges of the media path: one [io.plenum.transport.Shard] is one thread with its UDP ports and its engine.
///
/// From outside, open a shard, open links on it, send it commands, and listen. Inside, a datagram goes one way: read
/// from a port, told apart by [io.plenum.transport.demux], given to its link, decrypted, received by the engine; and
/// what the engine says is encrypted and written. ICE and DTLS work happens on other threads and comes back through the
/// loop's queue.
@NullMarked
package io.plenum.transport;

import org.jspecify.annotations.NullMarked;
