/// What both of the jitsi libraries, ice4j and jitsi-srtp, need from us.
@NullMarked
package io.plenum.transport.jitsi;

import org.jspecify.annotations.NullMarked;
