/// One class inside ice4j's own package: the seam through which its agents run without sockets.
@NullMarked
package org.ice4j.stack;

import org.jspecify.annotations.NullMarked;
