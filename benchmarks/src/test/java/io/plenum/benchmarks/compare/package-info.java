@NullMarked
package io.plenum.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
