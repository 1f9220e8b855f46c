package io.plenum.server.media;

import io.plenum.server.config.ServerConfig;
import io.plenum.transport.dtls.DtlsIdentity;
import io.plenum.transport.srtp.CryptoUnavailable;
import io.plenum.transport.srtp.SrtpEngine;
import io.plenum.transport.udp.UdpPollers;
import java.io.IOException;
import java.lang.System.Logger.Level;

/// What all shards of a server have in common.
///
/// @param udp how they reach their sockets
/// @param crypto who encrypts
/// @param identity who they are in DTLS
record Equipment(UdpPollers udp, SrtpEngine crypto, DtlsIdentity identity) {
    private static final System.Logger LOG = System.getLogger(Equipment.class.getName());

    /// Chosen once, and said in the log with the reasons. Fails when what is demanded is not here.
    static Equipment choose(ServerConfig.Media config) throws IOException {
        SrtpEngine crypto = crypto(config);
        UdpPollers udp = udp(config);
        LOG.log(Level.INFO, "media is encrypted by " + crypto.description(config.crypto()));
        LOG.log(Level.INFO, udp.description());
        return new Equipment(udp, crypto, DtlsIdentity.create(crypto));
    }

    private static SrtpEngine crypto(ServerConfig.Media config) throws IOException {
        try {
            return SrtpEngine.choose(config.crypto());
        } catch (CryptoUnavailable e) {
            throw new IOException(e.getMessage() + " (media.crypto)", e);
        }
    }

    private static UdpPollers udp(ServerConfig.Media config) throws IOException {
        try {
            return UdpPollers.choose(config.udp());
        } catch (IOException e) {
            throw new IOException(e.getMessage() + " (media.udp)", e);
        }
    }
}
