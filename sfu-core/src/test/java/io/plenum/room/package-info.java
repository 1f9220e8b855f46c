/// Tests of the package of the same name, by hand-made cases and seeded random ones.
@NullMarked
package io.plenum.room;

import org.jspecify.annotations.NullMarked;
