@NullMarked
package io.plenum.metrics;

import org.jspecify.annotations.NullMarked;
