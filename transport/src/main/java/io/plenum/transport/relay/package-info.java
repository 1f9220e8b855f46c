/// The ways between the shards of a process: who writes into which ring, who reads it, and who is woken.
///
/// [io.plenum.transport.relay.RelayDesk] is one shard's end of all of them and owned by that shard;
/// [io.plenum.transport.relay.RelayDoor] is what other shards may do with it, on their threads.
@NullMarked
package io.plenum.transport.relay;

import org.jspecify.annotations.NullMarked;
