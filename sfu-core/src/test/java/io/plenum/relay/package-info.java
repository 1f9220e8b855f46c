/// The way between two shards by itself: the ring, alone and between two threads, and the rule of shedding.
@NullMarked
package io.plenum.relay;

import org.jspecify.annotations.NullMarked;
