package io.plenum.transport.srtp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A test of every engine that this machine has, with every profile.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedTest
@MethodSource("io.plenum.transport.srtp.EveryCipher$Ciphers#all")
@interface EveryCipher {
    final class Ciphers {
        private Ciphers() {}

        static Stream<Arguments> all() {
            return engines()
                    .flatMap(engine ->
                            Arrays.stream(SrtpProfile.values()).map(profile -> Arguments.of(engine, profile)));
        }

        private static Stream<SrtpEngine> engines() {
            return Stream.of(SrtpEngine.automatic(), SrtpEngine.JITSI).distinct();
        }
    }
}
