/// The legs towards subscribers: what was sent and can be sent again, and on whose clock it is.
///
/// A [io.plenum.send.PacketHistory] belongs to a published layer and is read by all its subscribers; everything else
/// here belongs to one slot or one subscriber. Owned by one shard.
@NullMarked
package io.plenum.send;

import org.jspecify.annotations.NullMarked;
