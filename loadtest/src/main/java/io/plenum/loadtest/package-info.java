/// The load-test tool: synthetic participants on real sockets, and what they see of a server.
@NullMarked
package io.plenum.loadtest;

import org.jspecify.annotations.NullMarked;
