/// SRTP and SRTCP (RFC 3711, RFC 7714) of one link, on jitsi-srtp.
///
/// An [io.plenum.transport.srtp.SrtpSession] is owned by one thread. It encrypts in place or says that it did not:
/// plaintext never leaves through it.
@NullMarked
package io.plenum.transport.srtp;

import org.jspecify.annotations.NullMarked;
