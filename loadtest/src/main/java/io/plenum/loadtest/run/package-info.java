/// Runs a scenario against a server: lets people come and go, looks once a second at what they got and what it cost the
/// server, and sums it up.
///
/// [io.plenum.loadtest.run.LoadTest] is the way in, for the command line and for benchmarks alike.
@NullMarked
package io.plenum.loadtest.run;

import org.jspecify.annotations.NullMarked;
