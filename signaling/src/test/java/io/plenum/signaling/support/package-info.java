/// The world that the tests of signaling run in: a recording media path, a real server, real clients.
@NullMarked
package io.plenum.signaling.support;

import org.jspecify.annotations.NullMarked;
