/// The ways between shards: made, used and given back.
@NullMarked
package io.plenum.transport.relay;

import org.jspecify.annotations.NullMarked;
