package io.plenum.transport.openssl;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Optional;

/// Finds libcrypto and binds its functions.
@SuppressWarnings("restricted") // calling C is what this is for; the launcher allows it
final class Functions {
    /// The names of version 3 on Linux, macOS and Windows. The version is part of the name, and of the ABI.
    private static final List<String> NAMES = List.of("libcrypto.so.3", "libcrypto.3.dylib", "libcrypto-3-x64.dll");

    /// OPENSSL_VERSION_NUMBER of 3.0.0: the first with the functions that fetch.
    private static final long VERSION_3 = 0x3000_0000L;

    private static final int VERSION_STRING_LENGTH = 128;

    private static final Linker LINKER = Linker.nativeLinker();

    private Functions() {}

    /// Which OpenSSL this is. Touches everything that [LibCrypto] needs once, so that what is missing shows here.
    static String load() throws OpenSslUnavailable {
        try {
            long version = (long) plain("OpenSSL_version_num", JAVA_LONG).invokeExact();
            if (version < VERSION_3) {
                throw new OpenSslUnavailable("OpenSSL is older than 3.0");
            }
            LibCrypto.freeCipher(LibCrypto.gcm(new byte[16], true));
            LibCrypto.freeCipher(LibCrypto.ctr(new byte[16]));
            LibCrypto.freeMac(LibCrypto.hmacSha1(new byte[20]));
            MemorySegment name =
                    (MemorySegment) plain("OpenSSL_version", ADDRESS, JAVA_INT).invokeExact(0);
            return name.reinterpret(VERSION_STRING_LENGTH).getString(0);
        } catch (OpenSslUnavailable e) {
            throw e;
        } catch (Throwable e) {
            // A missing library or function fails the initialization of a class, whose cause tells which.
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw new OpenSslUnavailable(String.valueOf(cause.getMessage()));
        }
    }

    /// For what may take its time.
    static MethodHandle plain(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(result, arguments));
    }

    static MethodHandle plainVoid(String name, MemoryLayout... arguments) {
        return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
    }

    /// For what ends at once, calls nothing of ours and may be given heap arrays.
    static MethodHandle critical(String name, MemoryLayout result, MemoryLayout... arguments) {
        FunctionDescriptor descriptor = FunctionDescriptor.of(result, arguments);
        return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.critical(true));
    }

    static MemorySegment fetch(String function, String algorithm) {
        try (Arena arena = Arena.ofConfined()) {
            MethodHandle handle = plain(function, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
            MemorySegment name = arena.allocateFrom(algorithm);
            MemorySegment fetched = (MemorySegment) handle.invokeExact(MemorySegment.NULL, name, MemorySegment.NULL);
            if (fetched.address() == 0) {
                throw new IllegalStateException("libcrypto has no " + algorithm);
            }
            return fetched;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static MemorySegment symbol(String name) {
        return Library.SYMBOLS.find(name).orElseThrow(() -> new IllegalStateException("libcrypto has no " + name));
    }

    /// Opened when it is first asked for.
    private static final class Library {
        static final SymbolLookup SYMBOLS = open();

        private static SymbolLookup open() {
            return NAMES.stream()
                    .map(Library::lookup)
                    .flatMap(Optional::stream)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("none of " + NAMES + " is installed"));
        }

        private static Optional<SymbolLookup> lookup(String name) {
            try {
                return Optional.of(SymbolLookup.libraryLookup(name, Arena.global()));
            } catch (IllegalArgumentException e) {
                return Optional.empty(); // not here under this name
            }
        }
    }
}
