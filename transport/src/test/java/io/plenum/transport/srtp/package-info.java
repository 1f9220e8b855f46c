/// SRTP sessions against each other.
@NullMarked
package io.plenum.transport.srtp;

import org.jspecify.annotations.NullMarked;
