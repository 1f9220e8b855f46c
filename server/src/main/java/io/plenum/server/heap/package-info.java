/// The memory of the Java machine: how large the heap may be, and in which pages it lies.
@NullMarked
package io.plenum.server.heap;

import org.jspecify.annotations.NullMarked;
