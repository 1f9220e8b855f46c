/// What is counted and timed on the media path, here and in the transport: one list, one owner per instance.
///
/// Written by one shard, read by anybody (metrics) at any time without a lock.
@NullMarked
package io.plenum.stats;

import org.jspecify.annotations.NullMarked;
