/// What load looks like on the wire: packets that know who sent them and when, sent at a browser's pace, and a
/// receiving half that measures them and gives a browser's feedback.
///
/// Everything here is owned by one client loop and has neither clock nor socket of its own.
@NullMarked
package io.plenum.loadtest.media;

import org.jspecify.annotations.NullMarked;
