@NullMarked
package io.plenum.transport.client;

import org.jspecify.annotations.NullMarked;
