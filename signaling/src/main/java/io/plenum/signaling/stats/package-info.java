/// What signaling counts. Written by its event loop, read by whoever shows it.
@NullMarked
package io.plenum.signaling.stats;

import org.jspecify.annotations.NullMarked;
