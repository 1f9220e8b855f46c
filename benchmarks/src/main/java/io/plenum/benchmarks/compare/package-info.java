/// `./plenum bench`: what a forwarded packet costs, beside the floor and beside another server, in one run.
///
/// Each contender is a process of its own, whose CPU the kernel counts; they take turns, so that a machine that is busy
/// with other things is so for all of them. [io.plenum.benchmarks.compare.Main] is the way in, and
/// [io.plenum.benchmarks.compare.FloorMain] the floor's process.
@NullMarked
package io.plenum.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
