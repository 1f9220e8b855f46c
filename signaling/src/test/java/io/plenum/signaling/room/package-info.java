/// Where participants are placed, and what each shard of a room is told.
@NullMarked
package io.plenum.signaling.room;

import org.jspecify.annotations.NullMarked;
