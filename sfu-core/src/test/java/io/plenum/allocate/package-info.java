/// The choice of layers, by hand-made cases.
@NullMarked
package io.plenum.allocate;

import org.jspecify.annotations.NullMarked;
