/// The process's threads that are nobody's here: what the Java machine and the libraries keep for themselves.
@NullMarked
package io.plenum.server.threads;

import org.jspecify.annotations.NullMarked;
