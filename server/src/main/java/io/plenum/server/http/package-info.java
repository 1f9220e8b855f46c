/// What the server itself answers over HTTP: the meeting page, metrics and the two probes.
///
/// Everything here runs on Vert.x event loops and never blocks; the page is read from the jar once, at start.
@NullMarked
package io.plenum.server.http;

import org.jspecify.annotations.NullMarked;
