/// What changes in a packet on its way to one subscriber, and whether it goes at all.
///
/// Small machines without knowledge of each other, of rooms or of the network: numbers in, numbers or a
/// verdict out. Each source that plays in a slot has its own, on the slot's shard's thread; those of the next
/// one follow on. Rules that all of them keep: a receiver sees one stream without a seam, and gaps only where
/// packets were really lost.
@NullMarked
package io.plenum.forward;

import org.jspecify.annotations.NullMarked;
