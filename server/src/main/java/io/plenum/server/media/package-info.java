/// The media path as the rest of the server sees it: all shards, opened and closed together, and plugged into
/// signaling in signaling's own words.
@NullMarked
package io.plenum.server.media;

import org.jspecify.annotations.NullMarked;
