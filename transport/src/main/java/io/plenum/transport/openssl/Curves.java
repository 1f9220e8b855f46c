package io.plenum.transport.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.Optional;

/// What a handshake computes on elliptic curves, by libcrypto: signatures and X25519 take it 20 to 70 µs each, and no
/// compiler of ours has to learn them first. May be called on any thread.
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

    private Curves() {}

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

    /// Whether this is the ECDSA signature of a hash by the key of a SubjectPublicKeyInfo. False also for a key that
    /// libcrypto refuses.
    public static boolean verify(byte[] publicKeyInfo, byte[] signature, byte[] hash) {
        long key = read(READ_PUBLIC, publicKeyInfo);
        if (key == 0) {
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
