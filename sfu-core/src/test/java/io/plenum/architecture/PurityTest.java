package io.plenum.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import io.plenum.core.Sfu;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The engine stays a function of packets, commands and time, and its packages stay in layers.
class PurityTest {
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.plenum");

    /// Each package of the engine and those it may see, from the bottom up. The contract's records in `core` may be
    /// seen by all; `Sfu` stands above all and is seen by none.
    private static final Map<String, List<String>> MAY_SEE = Map.ofEntries(
            entry("stats", List.of()),
            entry("memory", List.of()),
            entry("rtp", List.of()),
            entry("rtcp", List.of("rtp")),
            entry("codec", List.of("rtp")),
            entry("bwe", List.of("core", "rtp", "rtcp", "memory")),
            // What a decoder can do without is written in its codec's descriptor.
            entry("forward", List.of("codec")),
            // A pure function over the contract's names of layers and reasons.
            entry("allocate", List.of("core")),
            entry("speaker", List.of("core", "rtp", "memory")),
            // Of the contract it knows what may be left out of the video.
            entry("relay", List.of("core", "rtp")),
            entry("receive", List.of("rtp", "rtcp", "memory")),
            entry("send", List.of("core", "bwe", "rtp", "rtcp", "codec", "memory")),
            entry(
                    "room",
                    List.of(
                            "core",
                            "allocate",
                            "bwe",
                            "forward",
                            "receive",
                            "relay",
                            "send",
                            "speaker",
                            "rtp",
                            "rtcp",
                            "codec",
                            "memory",
                            "stats")));

    @Test
    void theEngineUsesJavaBaseOnly() {
        classes()
                .that()
                .resideInAPackage("io.plenum..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.plenum..", "java.lang..", "java.util..", "java.nio..", "org.jspecify..")
                .check(ENGINE);
    }

    @Test
    void theEngineHasNoThreadsClocksSocketsOrLogs() {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                                "java.util.concurrent..",
                                "java.util.logging..",
                                "java.nio.channels..",
                                "java.nio.file..",
                                "java.net..",
                                "java.io..",
                                "java.time..",
                                "java.lang.foreign..")
                        .or(JavaClass.Predicates.belongToAnyOf(
                                Thread.class,
                                ThreadLocal.class,
                                System.Logger.class,
                                Process.class,
                                Runtime.class,
                                java.util.Random.class,
                                java.util.SplittableRandom.class,
                                java.util.UUID.class,
                                java.util.Timer.class)))
                .check(ENGINE);
    }

    @Test
    void theEngineAsksNobodyForTheTimeOrForLuck() {
        noClasses()
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(ENGINE);
    }

    @Test
    void packagesSeeOnlyWhatIsBelowThem() {
        MAY_SEE.forEach((name, visible) -> {
            String[] allowed =
                    visible.stream().map(PurityTest::packageOf).toList().toArray(new String[visible.size()]);
            ArchRule rule = noClasses()
                    .that()
                    .resideInAPackage(packageOf(name))
                    .should()
                    .dependOnClassesThat(resideInAPackage("io.plenum..")
                            .and(not(resideInAnyPackage(allowed)))
                            .and(not(resideInAPackage(packageOf(name)))));
            rule.check(ENGINE);
        });
    }

    @Test
    void everyPackageHasItsPlace() {
        for (JavaClass type : ENGINE) {
            String name = type.getPackageName().substring("io.plenum.".length());
            assertTrue(name.equals("core") || MAY_SEE.containsKey(name), type + " is in a package without a place");
        }
    }

    @Test
    void theContractSeesNothingOfTheEngineAndNobodySeesTheTop() {
        noClasses()
                .that()
                .resideInAPackage("io.plenum.core")
                .and()
                .doNotBelongToAnyOf(Sfu.class)
                .should()
                .dependOnClassesThat(resideInAPackage("io.plenum..").and(not(resideInAPackage("io.plenum.core"))))
                .check(ENGINE);
        noClasses()
                .that()
                .doNotBelongToAnyOf(Sfu.class)
                .should()
                .dependOnClassesThat(JavaClass.Predicates.belongToAnyOf(Sfu.class))
                .check(ENGINE);
    }

    private static String packageOf(String name) {
        return "io.plenum." + name;
    }
}
