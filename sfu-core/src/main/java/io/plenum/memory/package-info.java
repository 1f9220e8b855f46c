/// Packet memory: preallocated, counted, bounded; and the tables, rings and timers that all above build on.
/// Owned by one shard, like the engine that uses it.
@NullMarked
package io.plenum.memory;

import org.jspecify.annotations.NullMarked;
