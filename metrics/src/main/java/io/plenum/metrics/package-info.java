/// The engine's counters and the virtual machine's, as Prometheus reads them.
///
/// [io.plenum.metrics.Metrics] is given what it reads (counters, timings, a few numbers) and is asked for the text of
/// `GET /metrics`; it measures nothing on the media path, it only reads what a shard wrote there. Names and labels
/// are made in [io.plenum.metrics.CounterNames] and [io.plenum.metrics.ShardMeters] and nowhere else; labels come
/// from enums and from the shards' names, so their number is bounded.
@NullMarked
package io.plenum.metrics;

import org.jspecify.annotations.NullMarked;
