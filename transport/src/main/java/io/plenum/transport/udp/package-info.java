/// UDP sockets for an event loop: read a batch, write, flush; never block.
///
/// [io.plenum.transport.udp.UdpPort] is what the rest of the transport sees. Its one implementation today is built on
/// `java.nio` and runs everywhere; the interface speaks in batches and flushes so that one built on recvmmsg and
/// sendmmsg fits behind it. Everything here is owned by one event loop and called on its thread, except
/// [io.plenum.transport.udp.UdpPoller#wakeup].
@NullMarked
package io.plenum.transport.udp;

import org.jspecify.annotations.NullMarked;
