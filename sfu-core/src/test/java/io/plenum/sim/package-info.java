/// A whole conference in virtual time: fake browsers, impaired links and the real engine between them.
///
/// [io.plenum.sim.Conference] is the way in. The fake publisher and subscriber do no input or output of their own, so
/// that a load test can put them on real sockets. Everything random comes from one seed, and every failure names it.
@NullMarked
package io.plenum.sim;

import org.jspecify.annotations.NullMarked;
