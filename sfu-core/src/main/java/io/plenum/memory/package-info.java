/// Packet memory: preallocated, counted, bounded. Owned by one shard, like the engine that uses it.
@NullMarked
package io.plenum.memory;

import org.jspecify.annotations.NullMarked;
