package io.plenum.sim;

/// The newest sender report of a slot's stream.
public record ReportReceived(long atNanos, long ntpTime, long rtpTimestamp, long packets, long octets) {}
