package io.plenum.forward;

/// Which layers inside a stream go on where not one viewer is served but many, who may want any of them: all
/// layers up to a limit, whatever the codec.
///
/// Down at any picture, as no layer needs a higher one. Up in size only at a key frame, up in frame rate also
/// where the stream says that a higher layer may begin.
public final class LayerLimit {
    public static final int ALL = 7;

    private static final int TEMPORAL_BITS = 3;

    private final TargetLog limits = new TargetLog();
    private int spatialAim = ALL;
    private int temporalAim = ALL;
    private long highest;
    private long timestamp;

    /// A key frame begins with this packet.
    public void restart(long sequence, long itsTimestamp) {
        limits.restart(sequence, target(spatialAim, temporalAim));
        highest = sequence;
        timestamp = itsTimestamp;
    }

    public void aim(int spatialLayer, int temporalLayer) {
        spatialAim = spatialLayer;
        temporalAim = temporalLayer;
    }

    public int spatial() {
        return limits.current() >> TEMPORAL_BITS;
    }

    public int temporal() {
        return limits.current() & ALL;
    }

    /// Whether it takes a key frame to get what is aimed at.
    public boolean waiting() {
        return spatialAim > spatial();
    }

    /// A packet is there, in any order.
    ///
    /// @param key whether a key frame begins with it
    /// @param climbsTo the highest temporal layer that may begin with it; any lower number than the present one
    ///     for
    ///     none
    public void note(long sequence, long itsTimestamp, boolean key, int climbsTo) {
        if (sequence <= highest) {
            return;
        }
        boolean newPicture = itsTimestamp != timestamp;
        highest = sequence;
        timestamp = itsTimestamp;
        int spatial = spatial();
        int temporal = temporal();
        if (key) {
            spatial = spatialAim;
            temporal = temporalAim;
        } else if (newPicture) {
            spatial = Math.min(spatial, spatialAim);
            temporal = Math.min(temporal, temporalAim);
        }
        temporal = Math.max(temporal, Math.min(climbsTo, temporalAim));
        int target = target(spatial, temporal);
        if (target != limits.current()) {
            limits.change(sequence, target);
        }
    }

    /// Whether a packet of this layer goes on.
    public boolean keeps(long sequence, int spatial, int temporal) {
        int limit = limits.at(sequence);
        return spatial <= limit >> TEMPORAL_BITS && temporal <= (limit & ALL);
    }

    /// Whether the upper spatial layers are cut off right above this one.
    public boolean isTop(long sequence, int spatial) {
        return spatial == limits.at(sequence) >> TEMPORAL_BITS;
    }

    private static int target(int spatial, int temporal) {
        return spatial << TEMPORAL_BITS | temporal;
    }
}
