/// The program: [io.plenum.server.Main] reads the command line, [io.plenum.server.PlenumServer] puts the parts
/// together.
///
/// This is the one module that sees all others, and `PlenumServer` is the one place where they are composed: shards,
/// signaling, metrics and the page, by plain constructors. Nothing here is on the path of a packet.
@NullMarked
package io.plenum.server;

import org.jspecify.annotations.NullMarked;
