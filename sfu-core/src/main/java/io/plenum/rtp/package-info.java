/// RTP (RFC 3550) and its header extensions (RFC 8285) on plain byte arrays: readers and writers without state.
@NullMarked
package io.plenum.rtp;

import org.jspecify.annotations.NullMarked;
