/// The transport against real sockets on this machine: a [io.plenum.transport.Shard] and its synthetic clients.
@NullMarked
package io.plenum.transport;

import org.jspecify.annotations.NullMarked;
