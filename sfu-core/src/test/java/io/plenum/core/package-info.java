/// Tests of the engine from outside.
@NullMarked
package io.plenum.core;

import org.jspecify.annotations.NullMarked;
