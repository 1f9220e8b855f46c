/// DTLS parts by themselves.
@NullMarked
package io.plenum.transport.dtls;

import org.jspecify.annotations.NullMarked;
