package io.plenum.server;

import io.plenum.server.config.ServerConfig;
import io.plenum.server.net.LocalAddresses;
import io.plenum.signaling.config.SignalingConfig;
import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.config.SignalingConfig.Times;
import java.net.InetAddress;
import java.net.SocketException;

/// The server's settings in signaling's words.
final class SignalingSettings {
    private SignalingSettings() {}

    static SignalingConfig of(ServerConfig config) throws SocketException {
        return new SignalingConfig(
                http(config.http()),
                new SignalingConfig.Rooms(
                        config.rooms().maxParticipants(), config.rooms().maxRooms(), spread(config.spread())),
                config.auth().secret().map(Secret::new),
                times(config.rooms()));
    }

    private static SignalingConfig.Http http(ServerConfig.Http http) throws SocketException {
        return new SignalingConfig.Http(
                LocalAddresses.of(http.bind()).stream()
                        .map(InetAddress::getHostAddress)
                        .toList(),
                http.port(),
                http.allowedOrigins(),
                http.maxConnections(),
                http.maxConnectionsPerAddress(),
                http.trustedProxies());
    }

    private static SignalingConfig.Spread spread(ServerConfig.Spread spread) {
        return new SignalingConfig.Spread(spread.participantsPerShard(), spread.busyPercent());
    }

    private static Times times(ServerConfig.Rooms rooms) {
        Times usual = Times.DEFAULTS;
        return new Times(
                usual.join(), rooms.resumeWindow(), usual.connect(), usual.ping(), usual.silence(), usual.request());
    }
}
