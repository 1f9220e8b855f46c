@NullMarked
package io.plenum.server.threads;

import org.jspecify.annotations.NullMarked;
