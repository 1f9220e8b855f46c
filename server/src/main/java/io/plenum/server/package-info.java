@NullMarked
package io.plenum.server;

import org.jspecify.annotations.NullMarked;
