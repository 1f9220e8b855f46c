/// Everything that reads bytes of the network, fed with anything at all: what was found or seen once is kept in
/// `src/test/resources` and tried with every build; `mvn verify` also looks for new ways for some seconds.
@NullMarked
package io.plenum.fuzz;

import org.jspecify.annotations.NullMarked;
