/// Which quality of a track each viewer gets: pure functions of what there is, what is shown and what fits.
///
/// Called by the room whenever one of these changes, never for each packet. Nothing here keeps a state.
@NullMarked
package io.plenum.allocate;

import org.jspecify.annotations.NullMarked;
