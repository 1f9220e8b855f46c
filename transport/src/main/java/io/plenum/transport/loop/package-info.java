/// Event loops: one thread, its sockets, its clock and its one queue.
///
/// Everything a loop owns is touched on its thread only; other threads send it work through
/// [io.plenum.transport.loop.EventLoop#offer] and [io.plenum.transport.loop.EventLoop#post].
@NullMarked
package io.plenum.transport.loop;

import org.jspecify.annotations.NullMarked;
