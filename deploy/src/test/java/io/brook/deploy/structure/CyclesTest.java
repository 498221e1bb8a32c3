package io.brook.deploy.structure;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** What depends on what, in all modules, as compiled: packages in one direction. */
class CyclesTest {
    private static final String OWN = "io.brook";

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(OWN);

    @Test
    void noPackageDependsOnItselfByWayOfOthers() {
        slices().matching(OWN + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
