/// SDP as text (RFC 8866): lines, m-lines and attributes, strictly parsed and bounded.
///
/// Nothing here knows what an attribute means; that is the business of [io.plenum.signaling.offer]. Everything is an
/// immutable value, so any thread may use it.
@NullMarked
package io.plenum.signaling.sdp;

import org.jspecify.annotations.NullMarked;
