package io.plenum.benchmarks;

/// The Java that is measured: the server's collector, object headers and pages, not those that Java chooses by itself.
final class ServerJava {
    /// For `@Fork`: Java reads the file itself. `./plenum jmh` runs them in the project's root, where it is.
    static final String OPTIONS = "@server/java.options";

    static final String NATIVE_ACCESS = "--enable-native-access=ALL-UNNAMED";

    private ServerJava() {}
}
