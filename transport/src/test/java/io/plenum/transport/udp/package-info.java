/// UDP ports by themselves.
@NullMarked
package io.plenum.transport.udp;

import org.jspecify.annotations.NullMarked;
