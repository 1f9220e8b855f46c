package io.plenum.transport.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.concurrent.atomic.AtomicInteger;

/// AES-128 and HMAC-SHA1 of libcrypto (OpenSSL 3's EVP interface).
///
/// Addresses are plain numbers, since a [MemorySegment] for each would be garbage on the packet path wherever the
/// compiler gives up on removing it; 0 is C's NULL. What succeeded returns true.
public final class LibCrypto {
    /// From <openssl/evp.h>.
    private static final int GET_TAG = 0x10;

    private static final int SET_TAG = 0x11;
    private static final int UNCHANGED = -1;

    private static final int PARAMETER_BYTES = 40;

    private static final MethodHandle CIPHER_NEW = Functions.plain("EVP_CIPHER_CTX_new", ADDRESS);
    private static final MethodHandle CIPHER_FREE = Functions.plainVoid("EVP_CIPHER_CTX_free", JAVA_LONG);
    private static final MethodHandle CIPHER_KEY = Functions.critical(
            "EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_INT);
    private static final MethodHandle CIPHER_BEGIN = Functions.critical(
            "EVP_CipherInit_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle UPDATE =
            Functions.critical("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FINISH =
            Functions.critical("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle CONTROL =
            Functions.critical("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);

    private static final MethodHandle MAC_NEW = Functions.plain("EVP_MAC_CTX_new", JAVA_LONG, ADDRESS);
    private static final MethodHandle MAC_FREE = Functions.plainVoid("EVP_MAC_CTX_free", JAVA_LONG);
    private static final MethodHandle MAC_KEY =
            Functions.critical("EVP_MAC_init", JAVA_INT, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS);
    private static final MethodHandle MAC_BEGIN =
            Functions.critical("EVP_MAC_init", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MAC_UPDATE =
            Functions.critical("EVP_MAC_update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MAC_FINISH =
            Functions.critical("EVP_MAC_final", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    /// The algorithms themselves, for the life of the process.
    private static final MemorySegment AES_GCM = Functions.fetch("EVP_CIPHER_fetch", "AES-128-GCM");

    private static final MemorySegment AES_CTR = Functions.fetch("EVP_CIPHER_fetch", "AES-128-CTR");
    private static final MemorySegment HMAC = Functions.fetch("EVP_MAC_fetch", "HMAC");

    /// Contexts that were made and not freed. Their memory is no collector's business.
    private static final AtomicInteger LIVE = new AtomicInteger();

    private LibCrypto() {}

    /// Which OpenSSL this is, as it says itself. Fails with [OpenSslUnavailable] when there is none that will do.
    public static String load() throws OpenSslUnavailable {
        return Functions.load();
    }

    public static int liveContexts() {
        return LIVE.get();
    }

    /// A keyed context; free it with [#freeCipher].
    public static long gcm(byte[] key, boolean encrypt) {
        return cipher(AES_GCM, key, encrypt);
    }

    /// Counter mode is its own inverse, so there is one direction.
    public static long ctr(byte[] key) {
        return cipher(AES_CTR, key, true);
    }

    private static long cipher(MemorySegment algorithm, byte[] key, boolean encrypt) {
        try {
            long context = ((MemorySegment) CIPHER_NEW.invokeExact()).address();
            LIVE.incrementAndGet();
            MemorySegment heapKey = MemorySegment.ofArray(key);
            if ((int) CIPHER_KEY.invokeExact(context, algorithm, 0L, heapKey, 0L, encrypt ? 1 : 0) != 1) {
                freeCipher(context);
                throw new IllegalStateException("libcrypto refuses a key");
            }
            return context;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public static void freeCipher(long context) {
        try {
            CIPHER_FREE.invokeExact(context);
            LIVE.decrementAndGet();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Starts a message under the context's key: 12 bytes for GCM, 16 for counter mode.
    public static boolean begin(long context, long iv) {
        try {
            return (int) CIPHER_BEGIN.invokeExact(context, 0L, 0L, 0L, iv, UNCHANGED) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Encrypts or decrypts; with target 0 the bytes are only authenticated. `written` has room for an int, here and
    /// below.
    public static boolean update(long context, long target, long written, long source, int length) {
        try {
            return (int) UPDATE.invokeExact(context, target, written, source, length) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Ends a message of GCM; false when the tag that was set is not its own. Writes nothing but `written`.
    public static boolean finish(long context, long written) {
        try {
            return (int) FINISH.invokeExact(context, written, written) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Writes the tag of what was encrypted.
    public static boolean readTag(long context, long tag, int length) {
        return control(context, GET_TAG, tag, length);
    }

    /// Says which tag what was decrypted must have.
    public static boolean expectTag(long context, long tag, int length) {
        return control(context, SET_TAG, tag, length);
    }

    private static boolean control(long context, int command, long tag, int length) {
        try {
            return (int) CONTROL.invokeExact(context, command, length, tag) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// A keyed context of HMAC-SHA1; free it with [#freeMac].
    public static long hmacSha1(byte[] key) {
        try (Arena arena = Arena.ofConfined()) {
            long context = (long) MAC_NEW.invokeExact(HMAC);
            LIVE.incrementAndGet();
            MemorySegment parameters = digestParameter(arena);
            MemorySegment heapKey = MemorySegment.ofArray(key);
            if ((int) MAC_KEY.invokeExact(context, heapKey, (long) key.length, parameters) != 1) {
                freeMac(context);
                throw new IllegalStateException("libcrypto refuses a key");
            }
            return context;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// An OSSL_PARAM array: digest = SHA1, and the zeroed entry that ends it.
    private static MemorySegment digestParameter(Arena arena) {
        MemorySegment digest = arena.allocateFrom("SHA1");
        MemorySegment parameters = arena.allocate(2 * PARAMETER_BYTES, Long.BYTES);
        parameters.set(ADDRESS, 0, arena.allocateFrom("digest"));
        parameters.set(JAVA_INT, 8, 4); // OSSL_PARAM_UTF8_STRING
        parameters.set(ADDRESS, 16, digest);
        parameters.set(JAVA_LONG, 24, digest.byteSize() - 1);
        return parameters;
    }

    public static void freeMac(long context) {
        try {
            MAC_FREE.invokeExact(context);
            LIVE.decrementAndGet();
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Starts a message under the context's key, whose hashed state it has kept.
    public static boolean beginMac(long context) {
        try {
            return (int) MAC_BEGIN.invokeExact(context, 0L, 0L, 0L) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    public static boolean updateMac(long context, long source, int length) {
        try {
            return (int) MAC_UPDATE.invokeExact(context, source, (long) length) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// Writes 20 bytes to `mac`. `written` has room for a long.
    public static boolean finishMac(long context, long mac, long written, int capacity) {
        try {
            return (int) MAC_FINISH.invokeExact(context, mac, written, (long) capacity) == 1;
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    /// The method handles declare Throwable; what they throw is unchecked, as is what we throw ourselves.
    static RuntimeException broken(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return e instanceof RuntimeException known ? known : new IllegalStateException(e);
    }
}
