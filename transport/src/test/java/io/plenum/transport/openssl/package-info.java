/// libcrypto's functions against what the RFCs say.
@NullMarked
package io.plenum.transport.openssl;

import org.jspecify.annotations.NullMarked;
