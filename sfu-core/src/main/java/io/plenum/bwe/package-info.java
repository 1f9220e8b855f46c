/// How much the way to one subscriber carries, and how packets are spread over it.
///
/// [io.plenum.bwe.BandwidthEstimator] is the door: packets sent and feedback go in, a target rate, its reason and probe
/// clusters come out. [io.plenum.bwe.Pacer] spreads the packets by that target. There is one of each per subscriber,
/// owned by the subscriber's shard and called on its thread only. Everything else is a part of these. `docs/bwe.md`
/// names what each part follows, and where it
/// differs.
@NullMarked
package io.plenum.bwe;

import org.jspecify.annotations.NullMarked;
