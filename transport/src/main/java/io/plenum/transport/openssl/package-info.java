/// OpenSSL's libcrypto through `java.lang.foreign`: the few functions that encrypting a packet takes.
///
/// Nothing here knows of RTP, allocates, or keeps state but what libcrypto keeps for us, which the caller frees. Packet
/// functions are critical downcalls: they take heap arrays as they are and last about a microsecond, never longer.
@NullMarked
package io.plenum.transport.openssl;

import org.jspecify.annotations.NullMarked;
