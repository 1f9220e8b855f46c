/// The link emulator, in virtual time and on loopback sockets.
@NullMarked
package io.plenum.loadtest.link;

import org.jspecify.annotations.NullMarked;
