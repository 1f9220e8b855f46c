/// What an operator may set of signaling, with the defaults and their reasons. Plain values, for any thread.
@NullMarked
package io.plenum.signaling.config;

import org.jspecify.annotations.NullMarked;
