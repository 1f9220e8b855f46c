/// What a packet costs, step by step, measured by JMH: `./plenum jmh ForwardBenchmark`. The test beside them runs each
/// once, briefly, so that none of them rots.
@NullMarked
package io.plenum.benchmarks;

import org.jspecify.annotations.NullMarked;
