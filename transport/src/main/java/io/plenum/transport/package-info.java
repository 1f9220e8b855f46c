/// The shards: one thread each, with its UDP port, its links and its engine.
@NullMarked
package io.plenum.transport;

import org.jspecify.annotations.NullMarked;
