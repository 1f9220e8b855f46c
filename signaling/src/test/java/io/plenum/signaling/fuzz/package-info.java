/// What clients write, fed with anything at all.
@NullMarked
package io.plenum.signaling.fuzz;

import org.jspecify.annotations.NullMarked;
