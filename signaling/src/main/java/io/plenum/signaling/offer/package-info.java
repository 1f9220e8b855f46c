/// What a client's offer says (RFC 8829, RFC 8843): typed, validated values read from the SDP text.
///
/// [OfferReader] is the door. Nothing is decided here; what we accept of it is the business of
/// [io.plenum.signaling.negotiate].
@NullMarked
package io.plenum.signaling.offer;

import org.jspecify.annotations.NullMarked;
