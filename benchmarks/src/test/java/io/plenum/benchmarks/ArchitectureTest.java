package io.plenum.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The arrows of this module. Those of all others are tested in the server, which does not see this one.
class ArchitectureTest {
    @Test
    void benchmarksSeeTheLoadTransportAndTheCore() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.plenum.server..", "io.plenum.signaling..", "io.plenum.metrics..")
                .because("whole servers are measured from outside, as processes")
                .check(new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.plenum.benchmarks"));
    }
}
