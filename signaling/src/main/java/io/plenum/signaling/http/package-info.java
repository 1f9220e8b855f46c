/// Plain HTTP: WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep), and which web pages may use any of our endpoints.
///
/// Owned by signaling's event loop.
@NullMarked
package io.plenum.signaling.http;

import org.jspecify.annotations.NullMarked;
