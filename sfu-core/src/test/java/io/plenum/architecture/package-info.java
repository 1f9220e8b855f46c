/// Rules about the code itself: what the engine may use, and which package may see which.
@NullMarked
package io.plenum.architecture;

import org.jspecify.annotations.NullMarked;
