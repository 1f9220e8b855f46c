/// This machine's addresses: which ones a configured place to listen means.
@NullMarked
package io.plenum.server.net;

import org.jspecify.annotations.NullMarked;
