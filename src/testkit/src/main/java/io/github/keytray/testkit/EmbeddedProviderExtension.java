package io.github.keytray.testkit;

import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A new {@link EmbeddedProvider} for each test, closed after it. JUnit Jupiter injects it where a test or its {@code
 * \@BeforeEach} method has a parameter of that type.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final EmbeddedProviderExtension PROVIDER = EmbeddedProviderExtension.of(EmbeddedProvider::builder);
 *
 * @Test
 * void should_sign_in(EmbeddedProvider provider) {
 *     signIn(provider.issuer(), "app");
 * }
 * }</pre>
 *
 * <p>{@code @ExtendWith(EmbeddedProviderExtension.class)} does the same with the settings that the builder starts with.
 */
public final class EmbeddedProviderExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(EmbeddedProviderExtension.class);

    private final Supplier<EmbeddedProviderBuilder> settings;

    /** For {@code @ExtendWith}: alice and bob can sign in to the public client {@code app}. */
    public EmbeddedProviderExtension() {
        this(EmbeddedProvider::builder);
    }

    private EmbeddedProviderExtension(Supplier<EmbeddedProviderBuilder> settings) {
        this.settings = settings;
    }

    /**
     * With settings of its own.
     *
     * @param settings gives a new builder for each test
     */
    public static EmbeddedProviderExtension of(Supplier<EmbeddedProviderBuilder> settings) {
        return new EmbeddedProviderExtension(settings);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        context.getStore(NAMESPACE).put(this, settings.get().start());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        EmbeddedProvider provider = context.getStore(NAMESPACE).remove(this, EmbeddedProvider.class);
        if (provider != null) provider.close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == EmbeddedProvider.class;
    }

    @Override
    public EmbeddedProvider resolveParameter(ParameterContext parameter, ExtensionContext context) {
        EmbeddedProvider provider = context.getStore(NAMESPACE).get(this, EmbeddedProvider.class);
        if (provider == null)
            throw new ParameterResolutionException("The provider runs from before each test to its end");
        return provider;
    }
}
