package io.plenum.signaling.offer;

import java.util.Locale;
import java.util.Optional;

/// Which way media flows on an m-line, from the point of view of the side that says so.
public enum Direction {
    SENDRECV(true, true),
    SENDONLY(true, false),
    RECVONLY(false, true),
    INACTIVE(false, false);

    private final boolean sends;
    private final boolean receives;

    Direction(boolean sends, boolean receives) {
        this.sends = sends;
        this.receives = receives;
    }

    public boolean sends() {
        return sends;
    }

    public boolean receives() {
        return receives;
    }

    public static Direction of(boolean sends, boolean receives) {
        if (sends) {
            return receives ? SENDRECV : SENDONLY;
        }
        return receives ? RECVONLY : INACTIVE;
    }

    /// The same flow, named by the other side.
    public Direction reversed() {
        return of(receives, sends);
    }

    /// The name of its SDP attribute.
    public String sdp() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Direction> ofSdp(String name) {
        for (Direction direction : values()) {
            if (direction.sdp().equals(name)) {
                return Optional.of(direction);
            }
        }
        return Optional.empty();
    }
}
