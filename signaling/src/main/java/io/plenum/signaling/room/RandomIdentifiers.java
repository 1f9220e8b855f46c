package io.plenum.signaling.room;

import io.plenum.core.PeerId;
import io.plenum.core.RoomId;
import io.plenum.core.TrackId;
import io.plenum.signaling.negotiate.Identifiers;
import java.security.SecureRandom;
import java.util.Base64;

/// Identifiers of this process: counted where they must be unique, random where nobody may guess them.
final class RandomIdentifiers implements Identifiers {
    private static final int TOKEN_BYTES = 18;

    private final SecureRandom random = new SecureRandom();
    private long lastTrack;
    private long lastPeer;
    private long lastRoom;

    @Override
    public TrackId trackId() {
        return new TrackId(++lastTrack);
    }

    /// Random, so that no two slots of a process meet by design (RFC 3550 §8): one client has at most 66 of them, and
    /// two are equal once in two million clients.
    @Override
    public long ssrc() {
        long ssrc;
        do {
            ssrc = random.nextInt() & 0xFFFF_FFFFL;
        } while (ssrc == 0);
        return ssrc;
    }

    /// One for each time that a room opens: what the engine says of a room that has closed is not about the next one of
    /// that name. Rooms' names have no `#`.
    RoomId roomId(String name) {
        return new RoomId(name + "#" + ++lastRoom);
    }

    PeerId peerId() {
        return new PeerId(++lastPeer);
    }

    long seed() {
        return random.nextLong();
    }

    /// The number of an SDP session: positive, as clients read it into a signed integer.
    long session() {
        return random.nextLong() >>> 2;
    }

    String participantId() {
        return "p" + Long.toHexString(random.nextLong());
    }

    /// 144 bits: whoever holds it is the participant.
    String token() {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
