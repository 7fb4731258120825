package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README tells people to register is what the presets know. */
class ReadmeTest {
    private static final Set<String> WANTED = Set.of("openid", "profile", "email", "offline_access");

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY")
    void should_have_a_line_with_what_is_known(Preset preset) throws Exception {
        String line = "| [" + preset.title() + "](" + preset.documentation() + ") | `" + preset.template() + "` | `"
                + preset.redirectUri().map(URI::toString).orElse("http://127.0.0.1/callback") + "` | `";
        assertThat(Files.readAllLines(Path.of("../../README.md")))
                .filteredOn(other -> other.startsWith(line))
                .singleElement()
                .satisfies(found -> {
                    String[] rest = found.substring(line.length()).split("`", 2);
                    assertThat(rest[0].split(" "))
                            .containsExactlyInAnyOrderElementsOf(preset.quirks().scopes(WANTED));
                    assertThat(rest[1].contains("client secret")).isEqualTo(preset.wantsSecret());
                });
    }
}
