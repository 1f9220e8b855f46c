/// What we make of an offer: pure functions from an [io.plenum.signaling.offer.Offer] and what was agreed before to an
/// [Agreement], from there to the engine's commands and to the text of the answer.
///
/// No state, no input or output: identifiers that must be new are taken from [Identifiers].
@NullMarked
package io.plenum.signaling.negotiate;

import org.jspecify.annotations.NullMarked;
