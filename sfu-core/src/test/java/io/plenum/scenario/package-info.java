/// What the engine promises, each as a conference in which it must hold: one class for each promise.
///
/// Every scenario also checks what [io.plenum.sim.Conference#close] checks.
@NullMarked
package io.plenum.scenario;

import org.jspecify.annotations.NullMarked;
