/// The other end of a [io.plenum.transport.Shard]: a synthetic client with a socket of its own, for tests and load.
///
/// It does what a browser does on the wire (ICE in the controlling role, DTLS as the client, SRTP in both
/// directions), as cheaply as it can: a [io.plenum.transport.client.ClientLoop] runs many of them on one thread.
@NullMarked
package io.plenum.transport.client;

import org.jspecify.annotations.NullMarked;
