/// Continuity by hand-made cases, and by random loss, reordering and switches.
@NullMarked
package io.plenum.forward;

import org.jspecify.annotations.NullMarked;
