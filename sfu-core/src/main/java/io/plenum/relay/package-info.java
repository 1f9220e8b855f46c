/// The way between two shards that share a room: bounded, without locks, and it sheds rather than queues.
///
/// [io.plenum.relay.RelayRing] is one direction of it, written by one thread and read by another: the one place
/// where two threads meet on the media path. [io.plenum.relay.RelayMessage] is what travels,
/// [io.plenum.relay.Shedding] says how much of it is left out while the reader is behind, and the same of a
/// shard that is behind by itself.
@NullMarked
package io.plenum.relay;

import org.jspecify.annotations.NullMarked;
