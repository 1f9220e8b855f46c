/// The estimator and the pacer on simulated links, in virtual time: a bottleneck with a rate, a queue and losses, media
/// flows that follow their estimators, and a TCP-like competitor. Every random number comes from a seed.
@NullMarked
package io.plenum.bwe;

import org.jspecify.annotations.NullMarked;
