/// RTP (RFC 3550) and its header extensions (RFC 8285) on plain byte arrays: readers, writers, and the arithmetic of
/// its wrapping numbers.
///
/// Nothing here allocates after construction, and nothing reads outside the range it was given. An instance belongs
/// to whoever made it and is used on that one thread.
@NullMarked
package io.plenum.rtp;

import org.jspecify.annotations.NullMarked;
