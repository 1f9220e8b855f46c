/// The log: one line per fact on standard error, through java.util.logging, which is there without a dependency.
///
/// [io.plenum.server.log.Logging] sets it up once at start; everything else just asks for a `System.Logger` or a
/// `java.util.logging.Logger` by its class.
@NullMarked
package io.plenum.server.log;

import org.jspecify.annotations.NullMarked;
