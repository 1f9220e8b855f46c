/// Vectors from the RFCs, damaged and random bytes, and round trips.
@NullMarked
package io.plenum.rtcp;

import org.jspecify.annotations.NullMarked;
