/// One meeting on several shards of a real server, over real sockets.
@NullMarked
package io.plenum.server.spread;

import org.jspecify.annotations.NullMarked;
