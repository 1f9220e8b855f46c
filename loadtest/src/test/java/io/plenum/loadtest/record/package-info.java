@NullMarked
package io.plenum.loadtest.record;

import org.jspecify.annotations.NullMarked;
