package io.github.keytray.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A test that means nothing without real parts. Where one is missing the test is skipped, with the package to install;
 * with {@code KEYTRAY_ALL_PARTS=true}, as in CI, it fails.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Condition.class)
public @interface Needs {
    DesktopPart[] value();

    /** Asks each part. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<String> missing = AnnotationSupport.findAnnotation(context.getElement(), Needs.class).stream()
                    .flatMap(needs -> Stream.of(needs.value()))
                    .map(DesktopPart::missing)
                    .flatMap(Optional::stream)
                    .findFirst();
            if (missing.isEmpty()) return ConditionEvaluationResult.enabled("all parts are here");
            if (Boolean.parseBoolean(System.getenv("KEYTRAY_ALL_PARTS"))) throw new AssertionError(missing.get());
            return ConditionEvaluationResult.disabled(missing.get());
        }
    }
}
