package io.plenum.transport.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// What a handshake computes on elliptic curves, by libcrypto: signatures on P-256 and X25519. May be called on any
/// thread.
///
/// These calls copy their arrays, and are no critical ones: a collection need not wait for them.
public final class Curves {
    /// Of an X25519 key, public, private or agreed.
    public static final int X25519_LENGTH = 32;

    /// From <openssl/obj_mac.h>.
    private static final int X25519 = 1034;

    /// An ECDSA signature in DER: 72 bytes on P-256; what is longer is none of ours.
    private static final int MAX_SIGNATURE_LENGTH = 160;

    private static final MethodHandle READ_PUBLIC =
            Functions.plain("d2i_PUBKEY", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle READ_PRIVATE =
            Functions.plain("d2i_AutoPrivateKey", JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle KEY_NEW = Functions.plain("EVP_PKEY_new", JAVA_LONG);
    private static final MethodHandle COPY_CURVE =
            Functions.plain("EVP_PKEY_copy_parameters", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle SET_PUBLIC =
            Functions.plain("EVP_PKEY_set1_encoded_public_key", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle RAW_PRIVATE =
            Functions.plain("EVP_PKEY_new_raw_private_key", JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle RAW_PUBLIC =
            Functions.plain("EVP_PKEY_new_raw_public_key", JAVA_LONG, JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle PUBLIC_OF =
            Functions.plain("EVP_PKEY_get_raw_public_key", JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);
    private static final MethodHandle KEY_FREE = Functions.plainVoid("EVP_PKEY_free", JAVA_LONG);
    private static final MethodHandle CONTEXT_NEW =
            Functions.plain("EVP_PKEY_CTX_new", JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CONTEXT_FREE = Functions.plainVoid("EVP_PKEY_CTX_free", JAVA_LONG);
    private static final MethodHandle SIGN_BEGIN = Functions.plain("EVP_PKEY_sign_init", JAVA_INT, JAVA_LONG);
    private static final MethodHandle SIGN =
            Functions.plain("EVP_PKEY_sign", JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    private static final MethodHandle VERIFY_BEGIN = Functions.plain("EVP_PKEY_verify_init", JAVA_INT, JAVA_LONG);
    private static final MethodHandle VERIFY =
            Functions.plain("EVP_PKEY_verify", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG);
    private static final MethodHandle DERIVE_BEGIN = Functions.plain("EVP_PKEY_derive_init", JAVA_INT, JAVA_LONG);
    private static final MethodHandle DERIVE_PEER =
            Functions.plain("EVP_PKEY_derive_set_peer", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle DERIVE =
            Functions.plain("EVP_PKEY_derive", JAVA_INT, JAVA_LONG, ADDRESS, ADDRESS);

    /// What each SubjectPublicKeyInfo of an uncompressed point on the named curve P-256 begins with (RFC 5480
    /// §2), up to the point.
    private static final byte[] P256 = HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d030107034200");

    private static final int POINT_LENGTH = 65;

    /// The base point of P-256, read once for its curve: libcrypto takes three times as long to read a key as
    /// to copy this one and exchange the point.
    private static final long ON_P256 = read(
            READ_PUBLIC,
            HexFormat.of()
                    .parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004"
                            + "6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
                            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"));

    private Curves() {}

    /// Whether this SubjectPublicKeyInfo is one that [#verify] takes.
    public static boolean isOnP256(byte[] publicKeyInfo) {
        return publicKeyInfo.length == P256.length + POINT_LENGTH
                && Arrays.equals(P256, 0, P256.length, publicKeyInfo, 0, P256.length);
    }

    /// A key to sign with, from its DER; free it with [#free]. 0 when libcrypto cannot read it.
    public static long privateKey(byte[] der) {
        return read(READ_PRIVATE, der);
    }

    private static long read(MethodHandle reader, byte[] der) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment position = arena.allocateFrom(ADDRESS, arena.allocateFrom(JAVA_BYTE, der));
            return (long) reader.invokeExact(0L, position, (long) der.length);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    public static void free(long key) {
        try {
            KEY_FREE.invokeExact(key);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    /// The ECDSA signature of a hash, in DER.
    public static byte[] sign(long key, byte[] hash) {
        try (Arena arena = Arena.ofConfined();
                Context context = new Context(key)) {
            MemorySegment signature = arena.allocate(MAX_SIGNATURE_LENGTH);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, MAX_SIGNATURE_LENGTH);
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, hash);
            require((int) SIGN_BEGIN.invokeExact(context.address) == 1
                    && (int) SIGN.invokeExact(context.address, signature, length, text, (long) hash.length) == 1);
            return bytes(signature, length);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    /// Whether this is the ECDSA signature of a hash by a key on P-256. False also for a point that is not on the
    /// curve.
    public static boolean verify(byte[] publicKeyInfo, byte[] signature, byte[] hash) {
        if (!isOnP256(publicKeyInfo)) {
            return false;
        }
        long key = p256();
        if (!setPoint(key, publicKeyInfo)) {
            free(key);
            return false;
        }
        try (Arena arena = Arena.ofConfined();
                Context context = new Context(key)) {
            MemorySegment claim = arena.allocateFrom(JAVA_BYTE, signature);
            MemorySegment text = arena.allocateFrom(JAVA_BYTE, hash);
            return (int) VERIFY_BEGIN.invokeExact(context.address) == 1
                    && (int) VERIFY.invokeExact(
                                    context.address, claim, (long) signature.length, text, (long) hash.length)
                            == 1;
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        } finally {
            free(key);
        }
    }

    private static long p256() {
        try {
            long key = (long) KEY_NEW.invokeExact();
            require((int) COPY_CURVE.invokeExact(key, ON_P256) == 1);
            return key;
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    private static boolean setPoint(long key, byte[] publicKeyInfo) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment point = arena.allocate(POINT_LENGTH);
            MemorySegment.copy(publicKeyInfo, P256.length, point, JAVA_BYTE, 0, POINT_LENGTH);
            return (int) SET_PUBLIC.invokeExact(key, point, (long) POINT_LENGTH) == 1;
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    /// The public half of a private key, which is any 32 random bytes (RFC 7748 §5).
    public static byte[] x25519Public(byte[] secret) {
        long key = raw(RAW_PRIVATE, secret);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment half = arena.allocate(X25519_LENGTH);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, X25519_LENGTH);
            require((int) PUBLIC_OF.invokeExact(key, half, length) == 1);
            return bytes(half, length);
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        } finally {
            free(key);
        }
    }

    /// What both sides know; empty when the peer's half is one of the few that give the same to everybody (RFC 7748
    /// §6.1: all zero).
    public static Optional<byte[]> x25519(byte[] secret, byte[] peer) {
        long own = raw(RAW_PRIVATE, secret);
        long other = raw(RAW_PUBLIC, peer);
        try (Arena arena = Arena.ofConfined();
                Context context = new Context(own)) {
            MemorySegment agreed = arena.allocate(X25519_LENGTH);
            MemorySegment length = arena.allocateFrom(JAVA_LONG, X25519_LENGTH);
            boolean done = (int) DERIVE_BEGIN.invokeExact(context.address) == 1
                    && (int) DERIVE_PEER.invokeExact(context.address, other) == 1
                    && (int) DERIVE.invokeExact(context.address, agreed, length) == 1;
            return done ? Optional.of(bytes(agreed, length)) : Optional.empty();
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        } finally {
            free(own);
            free(other);
        }
    }

    private static long raw(MethodHandle maker, byte[] half) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment copy = arena.allocateFrom(JAVA_BYTE, half);
            long key = (long) maker.invokeExact(X25519, 0L, copy, (long) half.length);
            require(key != 0);
            return key;
        } catch (Throwable e) {
            throw LibCrypto.broken(e);
        }
    }

    private static byte[] bytes(MemorySegment segment, MemorySegment length) {
        return segment.asSlice(0, length.get(JAVA_LONG, 0)).toArray(JAVA_BYTE);
    }

    private static void require(boolean success) {
        if (!success) {
            throw new IllegalStateException("libcrypto refuses a key");
        }
    }

    /// One operation with a key.
    private static final class Context implements AutoCloseable {
        final long address;

        Context(long key) {
            try {
                address = (long) CONTEXT_NEW.invokeExact(key, 0L);
            } catch (Throwable e) {
                throw LibCrypto.broken(e);
            }
            require(address != 0);
        }

        @Override
        public void close() {
            try {
                CONTEXT_FREE.invokeExact(address);
            } catch (Throwable e) {
                throw LibCrypto.broken(e);
            }
        }
    }
}
