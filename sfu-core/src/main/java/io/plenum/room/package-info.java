/// Rooms: who publishes, who receives, and which track plays in which slot.
///
/// [io.plenum.room.Room] and its parts (`PacketPath`, `Seating`, `Membership`, `Voices`, on one `Roster`) know two
/// peers at once; publishers and subscribers know themselves. [io.plenum.core.Sfu] is the only user. Everything
/// belongs to one shard and allocates nothing per packet.
@NullMarked
package io.plenum.room;

import org.jspecify.annotations.NullMarked;
