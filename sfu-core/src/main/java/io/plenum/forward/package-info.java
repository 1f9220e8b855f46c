/// What changes in a packet on its way to one subscriber, and whether it goes at all.
///
/// Small machines without knowledge of each other, of rooms or of the network: numbers in, numbers or a verdict out.
/// One slot owns one of each, on its shard's thread. Rules that all of them keep: a receiver sees one stream without
/// a seam, gaps only where packets were really lost, and never a packet from before the last switch.
@NullMarked
package io.plenum.forward;

import org.jspecify.annotations.NullMarked;
