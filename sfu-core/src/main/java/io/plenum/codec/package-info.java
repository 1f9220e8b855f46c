/// What the engine must know of a codec's payload: where a picture starts, whether it is a key frame, and the
/// counters it has to rewrite when a slot changes its publisher.
///
/// Flyweights over a packet's payload: wrapped and checked once, then read. Codecs without a class here are opaque.
@NullMarked
package io.plenum.codec;

import org.jspecify.annotations.NullMarked;
