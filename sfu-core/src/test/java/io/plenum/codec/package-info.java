/// Vectors from the RFCs, damaged and random bytes, and round trips.
@NullMarked
package io.plenum.codec;

import org.jspecify.annotations.NullMarked;
