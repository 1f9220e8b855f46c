@NullMarked
package io.plenum.benchmarks;

import org.jspecify.annotations.NullMarked;
