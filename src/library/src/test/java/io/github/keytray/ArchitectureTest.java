package io.github.keytray;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The plan of the house: imports point downwards, and each outside library is met in one room. */
@AnalyzeClasses(
        packages = "io.github.keytray",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.LibraryOnly.class})
class ArchitectureTest {
    private static final String ROOT = "io.github.keytray";

    @ArchTest
    static final ArchRule root_knows_java_base_and_jspecify_only = classes()
            .that()
            .resideInAPackage(ROOT)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    ROOT, "java.io", "java.lang..", "java.net", "java.time..", "java.util..", "org.jspecify..");

    @ArchTest
    static final ArchRule rooms_are_free_of_cycles =
            slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule google_and_jose_are_met_in_oauth = onlyIn("oauth", "com.google.api..", "com.nimbusds..");

    @ArchTest
    static final ArchRule java_keyring_and_dbus_are_met_in_keychain =
            onlyIn("keychain", "com.github.javakeyring..", "org.freedesktop..", "de.swiesend..");

    @ArchTest
    static final ArchRule jna_is_met_in_dbus = onlyIn("internal.dbus", "com.sun.jna..");

    @ArchTest
    static final ArchRule no_look_and_feel_is_chosen_for_the_host =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.formdev..");

    @ArchTest
    static final ArchRule swing_is_met_in_swing = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".swing")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.swing..", "java.awt..");

    @ArchTest
    static final ArchRule qr_codes_are_met_in_swing = onlyIn("swing", "io.nayuki..");

    @ArchTest
    static final ArchRule oauth_and_keychain_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage(ROOT + ".oauth")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(ROOT + ".keychain");

    @ArchTest
    static final ArchRule keychain_knows_no_other_room_but_platform = noClasses()
            .that()
            .resideInAPackage(ROOT + ".keychain")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".oauth", ROOT + ".swing", ROOT + ".internal.broker");

    @ArchTest
    static final ArchRule platform_knows_nobody = classes()
            .that()
            .resideInAPackage(ROOT + ".internal.platform")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + ".internal.platform", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule broker_knows_the_root_and_platform_only = classes()
            .that()
            .resideInAPackage(ROOT + ".internal.broker")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT, ROOT + ".internal..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule grants_are_final_and_hold_their_delegate_for_good =
            classes().that().implement(Grant.class).should().haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule grants_hold_grants_in_final_fields =
            fields().that().haveRawType(Grant.class).should().beFinal();

    @ArchTest
    static final ArchRule statics_do_not_change =
            fields().that().areStatic().should().beFinal();

    @ArchTest
    static final ArchRule public_classes_are_final = classes()
            .that()
            .arePublic()
            .and()
            .areNotInterfaces()
            .and()
            .areNotEnums()
            .and(DescribedPredicate.not(JavaClass.Predicates.equivalentTo(GrantException.class)))
            .should()
            .haveModifier(JavaModifier.FINAL);

    private static ArchRule onlyIn(String room, String... libraries) {
        return noClasses()
                .that(are(DescribedPredicate.not(resideInAPackage(ROOT + "." + room))))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    /** The modules that the tests use have packages beside the library's. */
    static final class LibraryOnly implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/keytray/testkit/") && !location.contains("/keytray/testing/");
        }
    }
}
