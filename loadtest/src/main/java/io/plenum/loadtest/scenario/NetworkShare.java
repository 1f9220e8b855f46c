package io.plenum.loadtest.scenario;

import io.plenum.loadtest.link.AccessNetwork;

/// So many of a hundred participants sit behind this network.
public record NetworkShare(AccessNetwork network, int percent) {}
