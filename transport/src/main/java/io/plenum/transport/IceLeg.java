package io.plenum.transport;

import io.plenum.transport.ice.IceSession;
import io.plenum.transport.ice.MessageIntegrity;

/// The shard's half of an ICE session: whose it is, and the keys that prove its messages. A link has one, and a second
/// one during an ICE restart. Owned by the shard.
final class IceLeg {
    private final PeerLink link;
    private final IceSession session;
    private final String checkUsername;
    /// Signs what comes for us.
    private final MessageIntegrity ownKey;
    /// Signs what comes back to us.
    private final MessageIntegrity peerKey;

    IceLeg(PeerLink link, IceSession session, RemoteDescription remote) {
        this.link = link;
        this.session = session;
        this.checkUsername = remote.ufrag() + ':' + session.ufrag();
        this.ownKey = new MessageIntegrity(session.password());
        this.peerKey = new MessageIntegrity(remote.password());
    }

    PeerLink link() {
        return link;
    }

    IceSession session() {
        return session;
    }

    /// The user name our checks carry.
    String checkUsername() {
        return checkUsername;
    }

    MessageIntegrity ownKey() {
        return ownKey;
    }

    MessageIntegrity peerKey() {
        return peerKey;
    }
}
