package io.github.keytray.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The plan of the programs: imports point downwards, and each outside library is met in one room. */
@AnalyzeClasses(
        packages = {
            "io.github.keytray.broker",
            "io.github.keytray.cli",
            "io.github.keytray.preauth",
            "io.github.keytray.tray"
        },
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.github.keytray";

    @ArchTest
    static final ArchRule rooms_are_free_of_cycles =
            slices().matching(ROOT + ".(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule packages_of_the_tray_are_free_of_cycles =
            slices().matching(ROOT + ".tray.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule dbus_is_our_own =
            noClasses().should().dependOnClassesThat().resideInAPackage("org.freedesktop..");

    @ArchTest
    static final ArchRule the_room_of_dbus_knows_the_protocol_alone = noClasses()
            .that()
            .resideInAPackage(ROOT + ".tray.dbus")
            .should()
            .dependOnClassesThat(JavaClass.Predicates.resideInAPackage(ROOT + "..")
                    .and(DescribedPredicate.not(resideInAnyPackage(ROOT + ".tray.dbus", ROOT + ".internal.dbus"))));

    @ArchTest
    static final ArchRule flatlaf_is_met_in_tray = onlyIn("tray..", "com.formdev..");

    @ArchTest
    static final ArchRule qr_codes_are_met_in_cli = onlyIn("cli", "io.nayuki..");

    @ArchTest
    static final ArchRule picocli_is_met_in_cli = onlyIn("cli", "picocli..");

    @ArchTest
    static final ArchRule swing_is_met_in_tray_and_cli = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".tray..", ROOT + ".cli")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.swing..", "java.awt..");

    @ArchTest
    static final ArchRule only_cli_imports_tray = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".tray..", ROOT + ".cli")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".tray..", ROOT + ".cli");

    @ArchTest
    static final ArchRule preauth_is_met_in_tray_and_cli = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".preauth", ROOT + ".tray..", ROOT + ".cli")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".preauth");

    @ArchTest
    static final ArchRule statics_do_not_change =
            fields().that().areStatic().should().beFinal();

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that(are(DescribedPredicate.not(resideInAPackage(ROOT + "." + room))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }
}
