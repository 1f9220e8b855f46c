/// Vectors from the RFCs, damaged and random bytes, and round trips through the writers.
@NullMarked
package io.plenum.rtp;

import org.jspecify.annotations.NullMarked;
