package io.plenum.signaling.support;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// JSON Web Tokens, good and forged.
public final class TestTokens {
    public static final String SECRET = "a secret of at least thirty-two characters";
    public static final long IN_AN_HOUR = System.currentTimeMillis() / 1_000 + 3_600;

    private TestTokens() {}

    public static JsonObject claims(String room) {
        return new JsonObject().put("room", room).put("exp", IN_AN_HOUR);
    }

    public static String token(JsonObject claims) {
        return token("HS256", claims, SECRET);
    }

    public static String token(String algorithm, JsonObject claims, String secret) {
        String head = new JsonObject().put("alg", algorithm).put("typ", "JWT").encode();
        String signed = part(head.getBytes(StandardCharsets.UTF_8)) + "."
                + part(claims.encode().getBytes(StandardCharsets.UTF_8));
        return signed + "." + (algorithm.equals("none") ? "" : part(sign(signed, secret)));
    }

    private static byte[] sign(String text, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
