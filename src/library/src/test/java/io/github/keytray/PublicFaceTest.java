package io.github.keytray;

import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Optional;
import java.util.stream.Stream;

/** What a host can name: it must not need a type that the module does not export, or that is relocated in the jar. */
@AnalyzeClasses(packages = "io.github.keytray", importOptions = ImportOption.DoNotIncludeTests.class)
class PublicFaceTest {
    private static final String ROOT = "io.github.keytray";

    @ArchTest
    static final ArchRule public_signatures_name_only_types_that_a_host_has = classes()
            .that()
            .resideInAnyPackage(ROOT, ROOT + ".oauth", ROOT + ".keychain", ROOT + ".swing")
            .should(nameOnlyTypesThatAHostHas());

    private static ArchCondition<JavaClass> nameOnlyTypesThatAHostHas() {
        return new ArchCondition<>("name only types of the JDK and of exported packages in public signatures") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (!isReachable(type)) return;
                Stream<JavaType> supertypes =
                        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
                report(type, type.getFullName(), supertypes, events);
                type.getMembers().stream()
                        .filter(PublicFaceTest::isVisible)
                        .forEach(member -> report(type, member.getFullName(), named(member), events));
            }
        };
    }

    private static void report(JavaClass owner, String place, Stream<JavaType> types, ConditionEvents events) {
        types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                .map(JavaClass::getBaseComponentType)
                .filter(type -> !isHosts(type))
                .forEach(type ->
                        events.add(SimpleConditionEvent.violated(owner, place + " names " + type.getFullName())));
    }

    private static Stream<JavaType> named(JavaMember member) {
        if (member instanceof JavaField field) return Stream.of(field.getType());
        JavaCodeUnit code = (JavaCodeUnit) member;
        Stream<JavaType> signature = Stream.concat(Stream.of(code.getReturnType()), code.getParameterTypes().stream());
        return Stream.concat(signature, code.getExceptionTypes().stream());
    }

    private static boolean isHosts(JavaClass type) {
        String name = type.getPackageName();
        if (type.isPrimitive() || name.startsWith("java.") || name.startsWith("javax.")) return true;
        return name.equals(ROOT) || (name.startsWith(ROOT + ".") && !name.contains(".internal"));
    }

    private static boolean isVisible(JavaMember member) {
        return member.getModifiers().contains(PUBLIC) || member.getModifiers().contains(PROTECTED);
    }

    private static boolean isReachable(JavaClass type) {
        boolean visible =
                type.getModifiers().contains(PUBLIC) || type.getModifiers().contains(PROTECTED);
        Optional<JavaClass> enclosing = type.getEnclosingClass();
        return visible && (enclosing.isEmpty() || isReachable(enclosing.get()));
    }
}
