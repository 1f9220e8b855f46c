/// Event loops by themselves.
@NullMarked
package io.plenum.transport.loop;

import org.jspecify.annotations.NullMarked;
