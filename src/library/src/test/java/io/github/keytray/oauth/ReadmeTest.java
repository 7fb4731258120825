package io.github.keytray.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the README tells people to register is what the presets know, and its tables name tests that there are. */
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

    @Test
    void should_name_no_test_that_is_not_there() throws Exception {
        Set<String> there;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            there = files.map(file -> file.getFileName().toString().replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        assertThat(Pattern.compile("`(\\w+(Test|IT))`")
                        .matcher(Files.readString(Path.of("../../README.md")))
                        .results())
                .isNotEmpty()
                .allSatisfy(named -> assertThat(there).contains(named.group(1)));
    }
}
