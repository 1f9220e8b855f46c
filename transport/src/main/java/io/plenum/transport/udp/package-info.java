/// UDP sockets for an event loop: read a batch, write, flush; never block.
///
/// [io.plenum.transport.udp.UdpPort] and [io.plenum.transport.udp.UdpPoller] are what the rest of the transport
/// sees. There are two of them: one on `java.nio`, which runs everywhere, and one on Linux's recvmmsg, sendmmsg and
/// epoll through `java.lang.foreign`; [io.plenum.transport.udp.UdpPollers] chooses. Everything here is owned by one
/// event loop and called on its thread, except [io.plenum.transport.udp.UdpPoller#wakeup].
@NullMarked
package io.plenum.transport.udp;

import org.jspecify.annotations.NullMarked;
