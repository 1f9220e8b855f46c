@NullMarked
package io.plenum.transport.ice;

import org.jspecify.annotations.NullMarked;
