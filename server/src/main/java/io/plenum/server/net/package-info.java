/// This machine's addresses: which ones a configured place to listen means here.
@NullMarked
package io.plenum.server.net;

import org.jspecify.annotations.NullMarked;
