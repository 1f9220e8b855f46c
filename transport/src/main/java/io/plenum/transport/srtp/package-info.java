/// SRTP and SRTCP (RFC 3711, RFC 7714) of one link.
///
/// An [io.plenum.transport.srtp.SrtpSession] decides by packet numbers what is new and what may go out; a
/// [io.plenum.transport.srtp.SrtpCipher] encrypts, of which there are two: on libcrypto, and on jitsi-srtp where that
/// is absent ([io.plenum.transport.srtp.SrtpEngine]). Both are checked byte for byte against each other. A session is
/// made and owned by one thread. It encrypts or says that it did not: plaintext never leaves through it.
@NullMarked
package io.plenum.transport.srtp;

import org.jspecify.annotations.NullMarked;
