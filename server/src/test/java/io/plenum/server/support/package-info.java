/// What tests of whole servers share.
@NullMarked
package io.plenum.server.support;

import org.jspecify.annotations.NullMarked;
