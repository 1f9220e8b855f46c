/// The load-test tool against a server of this process: that both work, not how fast.
@NullMarked
package io.plenum.server.load;

import org.jspecify.annotations.NullMarked;
