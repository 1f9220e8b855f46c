package io.plenum.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The arrows between the modules. Maven forbids most wrong ones already; these also say so with the name of the class,
/// and hold when somebody adds a dependency to a pom.
class ArchitectureTest {
    /// What is under `io.plenum` and in none of these belongs to sfu-core.
    private static final List<String> OUTER_MODULES =
            List.of("signaling", "transport", "metrics", "server", "loadtest", "benchmarks");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("io.plenum");

    @Test
    void everyModuleIsSeenHere() {
        Set<String> modules =
                CLASSES.stream().map(ArchitectureTest::module).collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of("sfu-core", "signaling", "transport", "metrics", "server", "loadtest"), modules);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signaling", "transport", "metrics"})
    void theMiddleModulesSeeOnlyTheCore(String module) {
        dependsOnNoneOf(module, except(module));
    }

    @Test
    void theLoadTestSeesTransportAndTheCore() {
        dependsOnNoneOf("loadtest", List.of("signaling", "metrics", "server", "benchmarks"));
    }

    @Test
    void theCoreSeesNobody() {
        List<JavaClass> pointingOut = CLASSES.stream()
                .filter(type -> module(type).equals("sfu-core"))
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency -> !isAllowedInCore(dependency.getTargetClass())))
                .toList();
        assertEquals(List.of(), pointingOut);
    }

    @Test
    void onlyTheProgramsWriteToStandardOutput() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.plenum.server.Main")
                .and()
                .doNotHaveFullyQualifiedName("io.plenum.loadtest.Main")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("a library that prints cannot be silenced")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> unmarked = CLASSES.stream()
                .map(JavaClass::getPackage)
                .filter(folder -> !folder.isAnnotatedWith(NullMarked.class))
                .map(JavaPackage::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(Set.of(), unmarked);
        assertTrue(CLASSES.contain(Main.class));
    }

    private static void dependsOnNoneOf(String module, List<String> others) {
        noClasses()
                .that()
                .resideInAPackage("io.plenum." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others.stream()
                        .map(other -> "io.plenum." + other + "..")
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    private static List<String> except(String module) {
        return OUTER_MODULES.stream().filter(other -> !other.equals(module)).toList();
    }

    private static boolean isAllowedInCore(JavaClass type) {
        JavaClass element = type.getBaseComponentType();
        return element.isPrimitive()
                || element.getPackageName().startsWith("java.")
                || element.getPackageName().equals("org.jspecify.annotations")
                || (element.getPackageName().startsWith("io.plenum.")
                        && module(element).equals("sfu-core"));
    }

    private static String module(JavaClass type) {
        String first = type.getPackageName().replaceFirst("^io\\.plenum\\.", "").replaceFirst("\\..*", "");
        return OUTER_MODULES.contains(first) ? first : "sfu-core";
    }
}
