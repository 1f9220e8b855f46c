/// What signaling needs of the media path, in its own words; `server` plugs the shards in here.
@NullMarked
package io.plenum.signaling.media;

import org.jspecify.annotations.NullMarked;
