package io.plenum.signaling.http;

import io.plenum.signaling.negotiate.Rights;
import io.plenum.signaling.offer.Direction;
import io.plenum.signaling.offer.Offer;
import io.plenum.signaling.offer.OfferedMedia;

/// The two kinds of plain HTTP sessions.
enum Role {
    /// Publishes only, whatever directions the offer names (RFC 9725 §4.2).
    WHIP("/whip"),
    /// Receives only.
    WHEP("/whep");

    private final String path;

    Role(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    Rights rights() {
        return new Rights(this == WHIP, this == WHEP);
    }

    /// Whether a token lets somebody in under this role.
    boolean isAllowedBy(Rights granted) {
        return this == WHIP ? granted.publish() : granted.subscribe();
    }

    /// Whether an offer holds anything for this role.
    boolean fits(Offer offer) {
        return offer.media().stream().map(OfferedMedia::direction).anyMatch(this::fits);
    }

    private boolean fits(Direction direction) {
        return this == WHIP ? direction.sends() : direction.receives();
    }
}
