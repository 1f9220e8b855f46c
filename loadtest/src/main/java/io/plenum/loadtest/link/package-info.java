/// A network path in user space: rate, buffer, delay, jitter, reordering and loss between clients and a server.
///
/// [io.plenum.loadtest.link.EmulatedLink] is one direction, without clock or socket, so that it is tested in virtual
/// time; [io.plenum.loadtest.link.LinkEmulator] puts two of them between each client and the server, on one thread.
/// Needs no privileges, unlike the kernel's netem, and works the same for browsers and for synthetic participants.
@NullMarked
package io.plenum.loadtest.link;

import org.jspecify.annotations.NullMarked;
