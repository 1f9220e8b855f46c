package io.plenum.transport;

import io.plenum.transport.demux.TransactionId;
import io.plenum.transport.ice.IceRole;
import io.plenum.transport.ice.IceSession;
import io.plenum.transport.ice.MessageIntegrity;
import io.plenum.transport.ice.StunWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The shard's half of an ICE session: whose it is, and the keys that prove its messages. A link has one, and a second
/// one during an ICE restart. Owned by the shard.
final class IceLeg {
    /// The priority of a peer-reflexive candidate (RFC 8445 §5.1.2): what our checks must carry and nobody reads.
    private static final long CHECK_PRIORITY = (110L << 24) + (65_535L << 8) + 255;

    private final PeerLink link;
    private final String ufrag;
    private final String password;
    private final byte[] checkUsername;
    private final IceRole role;
    /// Signs what comes for us.
    private final MessageIntegrity ownKey;
    /// Signs what comes back to us.
    private final MessageIntegrity peerKey;

    private @Nullable IceSession session;
    private @Nullable SettledIce settled;

    IceLeg(PeerLink link, IceSession session, RemoteDescription remote) {
        this.link = link;
        this.session = session;
        this.ufrag = session.ufrag();
        this.password = session.password();
        this.checkUsername = (remote.ufrag() + ':' + ufrag).getBytes(StandardCharsets.US_ASCII);
        this.role = new IceRole(false, session.tieBreaker());
        this.ownKey = new MessageIntegrity(password);
        this.peerKey = new MessageIntegrity(remote.password());
    }

    PeerLink link() {
        return link;
    }

    String ufrag() {
        return ufrag;
    }

    String password() {
        return password;
    }

    /// What looks for a path; null once the peer has chosen one.
    @Nullable
    IceSession session() {
        return session;
    }

    /// The peer has chosen: the session, which is returned, is needed no more. Null when it was not before.
    @Nullable
    IceSession settle() {
        IceSession done = session;
        if (done != null) {
            session = null;
            settled = new SettledIce();
        }
        return done;
    }

    /// What comes after the session; null while there is one.
    @Nullable
    SettledIce settled() {
        return settled;
    }

    MessageIntegrity ownKey() {
        return ownKey;
    }

    MessageIntegrity peerKey() {
        return peerKey;
    }

    /// Writes a check of ours; gives its length.
    int writeCheck(StunWriter writer, TransactionId id) {
        return writer.bindingRequest(id, checkUsername, role, CHECK_PRIORITY, false, peerKey);
    }
}
