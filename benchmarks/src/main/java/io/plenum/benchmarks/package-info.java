/// What a packet costs, step by step, measured by JMH. Run one with
/// `mvn -pl benchmarks -am package -DskipTests` and `java -cp … org.openjdk.jmh.Main ForwardBenchmark` in the project's
/// root, where the server's Java options are; the test beside them runs each once, briefly, so that none of them rots.
@NullMarked
package io.plenum.benchmarks;

import org.jspecify.annotations.NullMarked;
