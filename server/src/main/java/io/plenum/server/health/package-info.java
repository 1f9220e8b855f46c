/// Whether the process does its work.
@NullMarked
package io.plenum.server.health;

import org.jspecify.annotations.NullMarked;
