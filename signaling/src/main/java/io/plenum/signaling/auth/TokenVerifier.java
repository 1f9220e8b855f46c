package io.plenum.signaling.auth;

import io.plenum.signaling.config.SignalingConfig.Secret;
import io.plenum.signaling.negotiate.Rights;
import io.plenum.signaling.protocol.ErrorCode;
import io.plenum.signaling.protocol.Names;
import io.plenum.signaling.protocol.Refusal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.util.Optional;

/// Turns a token into what it grants.
public final class TokenVerifier {
    private final Optional<JWTAuth> signatures;

    private TokenVerifier(Optional<JWTAuth> signatures) {
        this.signatures = signatures;
    }

    /// Without a secret everybody may do everything: open development mode.
    public static TokenVerifier of(Vertx vertx, Optional<Secret> secret) {
        return new TokenVerifier(secret.map(key -> JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(
                                new PubSecKeyOptions().setAlgorithm("HS256").setBuffer(key.value())))));
    }

    /// Fails with a [Refusal] that says `unauthorized`.
    public Future<Grant> verify(Optional<String> token) {
        if (signatures.isEmpty()) {
            return Future.succeededFuture(Grant.EVERYTHING);
        }
        if (token.isEmpty()) {
            return Future.failedFuture(refusal("a token is needed"));
        }
        return signatures
                .get()
                .authenticate(new TokenCredentials(token.get()))
                .map(user -> user.attributes().getJsonObject("accessToken", new JsonObject()))
                .recover(failure -> Future.failedFuture(refusal("the token is not valid")))
                .compose(TokenVerifier::grant);
    }

    private static Future<Grant> grant(JsonObject claims) {
        try {
            if (!(claims.getValue("exp") instanceof Number)) {
                throw refusal("the token never expires");
            }
            if (!(claims.getValue("room") instanceof String room)) {
                throw refusal("the token names no room");
            }
            Rights rights = new Rights(allowed(claims, "publish", true), allowed(claims, "subscribe", true));
            return Future.succeededFuture(new Grant(room, rights, name(claims), allowed(claims, "admin", false)));
        } catch (Refusal refusal) {
            return Future.failedFuture(refusal);
        }
    }

    private static boolean allowed(JsonObject claims, String right, boolean unsaid) throws Refusal {
        return switch (claims.getValue(right)) {
            case null -> unsaid;
            case Boolean allowed -> allowed;
            default -> throw refusal("the token's " + right + " must be true or false");
        };
    }

    private static Optional<String> name(JsonObject claims) throws Refusal {
        return claims.getValue("name") instanceof String name ? Optional.of(Names.display(name)) : Optional.empty();
    }

    private static Refusal refusal(String why) {
        return new Refusal(ErrorCode.UNAUTHORIZED, why);
    }
}
