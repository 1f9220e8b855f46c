package io.plenum.transport.loop;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/// The nice values of this process's threads. On Linux each thread has one of its own (setpriority(2), "C
/// library/kernel differences"), and a new thread begins with that of the thread that made it; anywhere else
/// one value is everybody's.
@SuppressWarnings("restricted") // two calls to C that take numbers and keep nothing
final class Nice {
    private static final int PRIO_PROCESS = 0;
    private static final int CALLER = 0;

    private Nice() {}

    /// Looked up when they are first called, which is on Linux only.
    private static final class Calls {
        static final MethodHandle GET = function("getpriority", JAVA_INT, JAVA_INT);
        static final MethodHandle SET = function("setpriority", JAVA_INT, JAVA_INT, JAVA_INT);

        private static MethodHandle function(String name, MemoryLayout... parameters) {
            Linker linker = Linker.nativeLinker();
            return linker.downcallHandle(
                    linker.defaultLookup().findOrThrow(name), FunctionDescriptor.of(JAVA_INT, parameters));
        }
    }

    static boolean perThread() {
        return System.getProperty("os.name").equals("Linux")
                && Nice.class.getModule().isNativeAccessEnabled()
                && KernelThreads.areListed();
    }

    static int own() {
        try {
            return (int) Calls.GET.invokeExact(PRIO_PROCESS, CALLER);
        } catch (Throwable e) {
            throw new IllegalStateException(e); // the linker declares it; the call does not throw
        }
    }

    /// False when the kernel refuses: lower than before is a privilege.
    static boolean own(int value) {
        return set(CALLER, value);
    }

    /// Of all threads there are whose names begin with one of these.
    static void ofThreads(List<String> names, int value) {
        KernelThreads.named(names, thread -> set(thread, value));
    }

    private static boolean set(int thread, int value) {
        try {
            return (int) Calls.SET.invokeExact(PRIO_PROCESS, thread, value) == 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
