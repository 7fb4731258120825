package io.github.keytray.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbeddedProviderExtensionTest {
    @RegisterExtension
    static final EmbeddedProviderExtension PROVIDER =
            EmbeddedProviderExtension.of(() -> EmbeddedProvider.builder().person(EndUser.called("carol")));

    private static final List<EmbeddedProvider> SEEN = new ArrayList<>();

    private EmbeddedProvider before;

    @BeforeEach
    void open(EmbeddedProvider provider) {
        before = provider;
    }

    @RepeatedTest(2)
    void should_give_each_test_a_provider_of_its_own(EmbeddedProvider provider) throws Exception {
        assertThat(provider).isSameAs(before).isNotIn(SEEN);
        SEEN.add(provider);
        TestClient client = new TestClient(provider, "app");
        assertThat(client.authorize(StandInUser.called("carol"))).containsKey("code");
    }

    @AfterAll
    static void should_close_it_after_the_test() {
        assertThat(SEEN)
                .hasSize(2)
                .allSatisfy(provider -> assertThatThrownBy(
                                () -> new TestClient(provider, "app").authorize(StandInUser.called("carol")))
                        .isInstanceOf(IOException.class));
    }
}
