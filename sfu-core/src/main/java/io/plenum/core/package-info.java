/// The engine's door: time, packets and commands go in, packets and events come out.
///
/// [io.plenum.core.Sfu] is owned by one shard and called on that shard's thread only;
/// [io.plenum.core.Introductions] belongs to whoever gives commands to the several of them that a room lives on.
/// Everything in this package may be used from outside; the other packages of the engine are its rooms.
@NullMarked
package io.plenum.core;

import org.jspecify.annotations.NullMarked;
