@NullMarked
package io.plenum.loadtest;

import org.jspecify.annotations.NullMarked;
