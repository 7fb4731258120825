package io.github.keytray.tray.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.keytray.internal.platform.Directories;
import io.github.keytray.internal.platform.Platform;
import io.github.keytray.oauth.Network;
import io.github.keytray.testing.FlagImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTest {
    private static final String ACME = """
            {
              "name": "Acme",
              "issuer": "https://login.acme.example/realms/staff",
              "client_id": "desk",
              "scopes": ["openid", "orders"],
              "icon": "acme.png"
            }
            """;

    @TempDir
    Path directory;

    private Setup read() {
        return Setup.read(new Directories(
                Platform.WINDOWS,
                Map.of(
                        "PROGRAMDATA", directory.resolve("all").toString(),
                        "APPDATA", directory.resolve("mine").toString())));
    }

    private Path write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        ImageIO.write(
                FlagImage.of(16, 16), "png", file.resolveSibling("acme.png").toFile());
        return Files.writeString(file, text);
    }

    @Test
    void should_be_empty_where_there_are_no_files() {
        assertThat(read().providers()).isEmpty();
        assertThat(read().policy()).isEqualTo(Policy.FREE);
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void should_tell_a_provider() throws IOException {
        Path file = write("all/keytray/providers.d/acme.json", ACME);
        ConfiguredProvider acme = read().providers().get(0);
        assertThat(acme.name()).isEqualTo("Acme");
        assertThat(acme.issuer()).isEqualTo("https://login.acme.example/realms/staff");
        assertThat(acme.client().id()).isEqualTo("desk");
        assertThat(acme.client().scopes()).containsExactlyInAnyOrder("openid", "orders");
        assertThat(acme.icon()).isEqualTo(file.resolveSibling("acme.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere.png, there is no file",
        "acme.json, is not a PNG file",
        "half.png, or not a whole one",
        "wide.png, is wider or higher than 1024 pixels",
        "large.png, is larger than 262144 bytes",
    })
    void should_name_a_broken_icon_and_offer_the_provider_without_it(String icon, String reason) throws IOException {
        Path acme = write("all/keytray/providers.d/acme.json", ACME.replace("acme.png", icon));
        byte[] whole = Files.readAllBytes(acme.resolveSibling("acme.png"));
        Files.write(acme.resolveSibling("half.png"), Arrays.copyOf(whole, whole.length - 20));
        Files.write(acme.resolveSibling("large.png"), new byte[1 << 19]);
        ImageIO.write(
                FlagImage.of(1025, 1), "png", acme.resolveSibling("wide.png").toFile());
        Setup setup = read();
        assertThat(setup.problems())
                .singleElement()
                .asString()
                .startsWith(acme + ", line 6: \"icon\" cannot be shown: ")
                .contains(reason);
        assertThat(setup.providers())
                .singleElement()
                .satisfies(provider -> assertThat(provider.icon()).isNull());
    }

    @Test
    void should_have_the_machines_before_the_persons_own() throws IOException {
        write("mine/keytray/providers.d/acme.json", ACME.replace("\"Acme\"", "\"Mine\""));
        write("mine/keytray/providers.d/other.json", ACME.replace("desk", "other"));
        write("all/keytray/providers.d/acme.json", ACME);
        write("all/keytray/providers.d/README", "not one of them");
        write("mine/keytray/policy.json", "{\"add_accounts\": true, \"notifications\": false}");
        write("all/keytray/policy.json", "{\"add_accounts\": false}");
        Setup setup = read();
        assertThat(setup.providers()).extracting(ConfiguredProvider::name).containsExactly("Acme", "Acme");
        assertThat(setup.policy().mayAddAccounts()).isFalse();
        assertThat(setup.policy().mayNotify()).isFalse();
        assertThat(setup.policy().startAtLogin()).isNull();
        assertThat(setup.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"client_id\": \"desk\" | \"client_id\": \"desk\"; | 4 | this is not JSON",
                "\"client_id\": \"desk\" | \"client_id\": 7 | 4 | \"client_id\" must be a text",
                "\"client_id\" | \"clientid\" | 4 | there is no \"clientid\", only ca, client_id, icon",
                "\"client_id\" | \"name\" | 4 | \"name\" is there twice",
                "https:// | http:// | 3 | \"issuer\" must be an https URL",
                "[\"openid\", \"orders\"] | \"openid\" | 5 | \"scopes\" must be a list",
                "[\"openid\", \"orders\"] | [1] | 5 | \"scopes\" must be a text",
                "\"name\": \"Acme\", | '' | 1 | \"name\" is missing",
                "\"acme.png\" | \"acme.png\" }, 1 | 6 | this is not JSON",
                "{ | [ | 1 | this is not a JSON object",
            })
    void should_name_a_broken_file_with_line_and_reason_and_use_the_others(
            String from, String to, int line, String reason) throws IOException {
        write("all/keytray/providers.d/zoo.json", ACME);
        Path broken = write("all/keytray/providers.d/broken.json", ACME.replace(from, to));
        Setup setup = read();
        assertThat(setup.problems()).singleElement().asString().startsWith(broken + ", line " + line + ": " + reason);
        assertThat(setup.providers()).hasSize(1);
    }

    @Test
    void should_know_the_way_to_each_provider() throws IOException {
        write("all/keytray/policy.json", "{\"proxy\": \"ana@proxy.acme.example:3128\"}");
        write("mine/keytray/policy.json", "{\"proxy\": \"mine:1\"}");
        write("all/keytray/providers.d/acme.json", ACME.replace("\"icon\"", "\"proxy\": \"other:8080\", \"icon\""));
        write("all/keytray/providers.d/zoo.json", ACME.replace("login.acme", "login.zoo"));
        Setup setup = read();
        assertThat(setup.problems()).isEmpty();
        assertThat(proxy(setup, "https://login.acme.example/realms/staff")).isEqualTo("other:8080");
        assertThat(proxy(setup, "https://login.zoo.example/realms/staff")).isEqualTo("proxy.acme.example:3128");
        assertThat(proxy(setup, "https://elsewhere.example")).isEqualTo("proxy.acme.example:3128");
    }

    private static String proxy(Setup setup, String issuer) {
        InetSocketAddress proxy =
                setup.network(issuer).proxyFor(URI.create(issuer)).orElseThrow();
        return proxy.getHostString() + ":" + proxy.getPort();
    }

    @Test
    void should_not_have_a_policy_loosened_by_certificates_that_cannot_be_used() throws IOException {
        Path policy = write("all/keytray/policy.json", "{\"add_accounts\": false,\n\"ca\": \"company.pem\"}");
        Setup setup = read();
        assertThat(setup.policy().mayAddAccounts()).isFalse();
        assertThat(setup.problems())
                .containsExactly(policy + ", line 2: \"ca\" cannot be used: There is no file "
                        + policy.resolveSibling("company.pem") + ".");
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_trust_no_certificates_that_others_may_have_written() throws IOException {
        Path bundle = Path.of("/etc/ssl/certs/ca-certificates.crt");
        assumeThat(bundle).isReadable();
        Path pem = write(
                "all/keytray/company.pem",
                Files.readString(bundle).replaceFirst("(?s)(END CERTIFICATE-----).*", "$1\n"));
        write("all/keytray/policy.json", "{\"ca\": \"company.pem\"}");
        assertThat(read().problems()).isEmpty();
        Files.setPosixFilePermissions(pem, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThat(read().problems()).singleElement().asString().contains("others may have written " + pem);
        assertThat(read().network("https://acme.example")).isSameAs(Network.system());
    }

    @ParameterizedTest
    @CsvSource({
        "proxy, http://proxy:3128, must be HOST:PORT",
        "ca, acme.json, is not a PEM file of certificates",
        "client_key, acme.json, holds no private key in PEM",
        "client_key, nowhere.pem, cannot be used"
    })
    void should_name_a_way_that_leads_nowhere(String name, String value, String reason) throws IOException {
        Path acme = write(
                "all/keytray/providers.d/acme.json",
                ACME.replace("\"icon\": \"acme.png\"", "\"" + name + "\": \"" + value + "\""));
        Setup setup = read();
        assertThat(setup.providers()).isEmpty();
        assertThat(setup.problems())
                .singleElement()
                .asString()
                .startsWith(acme + ", line 6: ")
                .contains(reason);
    }

    @Test
    void should_name_a_file_that_is_no_text_or_too_long() throws IOException {
        Files.createDirectories(directory.resolve("all/keytray/providers.d/a.json"));
        write("all/keytray/providers.d/b.json", " ".repeat(1 << 17));
        write("all/keytray/policy.json", "{\"notifications\": \"no\"}");
        assertThat(read().problems()).hasSize(3);
        assertThat(read().problems().get(2)).contains("\"notifications\" must be true or false");
    }

    @ParameterizedTest
    @CsvSource({"provider", "policy"})
    void should_be_documented_by_a_schema(String name) throws IOException {
        JsonObject schema = JsonParser.parseString(Files.readString(Path.of("../docs", name + ".schema.json")))
                .getAsJsonObject();
        Set<String> known = name.equals("policy") ? Setup.POLICY : Setup.PROVIDER;
        assertThat(schema.getAsJsonObject("properties").keySet()).isEqualTo(known);
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_not_use_what_others_may_have_written() throws IOException {
        Path provider = write("mine/keytray/providers.d/acme.json", ACME);
        Files.setPosixFilePermissions(provider, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path policy = Files.createDirectory(directory.resolve("mine/keytray/policy.json"));
        Setup setup = read();
        assertThat(setup.providers()).isEmpty();
        assertThat(setup.policy()).isEqualTo(Policy.FREE);
        assertThat(setup.problems())
                .containsExactlyInAnyOrder(
                        provider + ", line 1: others may have written this. Make sure that it is yours or root's, and"
                                + " that neither its group nor others may write it: chmod go-w.",
                        policy + ", line 1: this is not a file. Remove it.");
    }

    @Test
    void should_take_each_member_of_a_policy_by_itself() throws IOException {
        Path policy = write("all/keytray/policy.json", """
                {
                  "add_accounts": false,
                  "notifications": "no",
                  "colour": "green",
                  "start_at_login": true,
                  "start_at_login": true,
                  "proxy": 7,
                  "proxy_of_old": 7
                }
                """);
        Setup setup = read();
        assertThat(setup.policy()).isEqualTo(new Policy(null, false, null));
        assertThat(setup.problems())
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem).startsWith(policy + ", line "))
                .anyMatch(problem -> problem.contains("line 3: \"notifications\" must be true or false"))
                .anyMatch(problem -> problem.contains("line 4: there is no \"colour\""))
                .anyMatch(problem -> problem.contains("line 6: \"start_at_login\" is there twice"))
                .anyMatch(problem -> problem.contains("line 7: \"proxy\" must be a text"))
                .anyMatch(problem -> problem.contains("line 8: there is no \"proxy_of_old\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"add_accounts\": false",
                "",
                "[]",
                "{\"add_accounts\": \"no\"}",
                "{\"add_accounts\": true, \"add_accounts\": false}"
            })
    void should_lock_accounts_where_the_machines_policy_cannot_be_read(String text) throws IOException {
        write("all/keytray/policy.json", text);
        write("mine/keytray/policy.json", "{\"add_accounts\": true}");
        assertThat(read().policy().mayAddAccounts()).isFalse();
        assertThat(read().problems()).hasSize(1);
        Files.delete(directory.resolve("all/keytray/policy.json"));
        write("mine/keytray/policy.json", text);
        assertThat(read().policy().mayAddAccounts()).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_lock_accounts_where_a_group_may_have_written_the_machines_policy() throws IOException {
        Path policy = write("all/keytray/policy.json", "{\"add_accounts\": true}");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rw-rw-r--"));
        assertThat(read().policy().mayAddAccounts()).isFalse();
        assertThat(read().problems()).singleElement().asString().contains("chmod go-w");
        Files.setPosixFilePermissions(policy, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(read().policy().mayAddAccounts()).isTrue();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void should_follow_a_link_as_people_keep_settings_elsewhere() throws IOException {
        Path elsewhere = write("dotfiles/acme.json", ACME.replace(",\n  \"icon\": \"acme.png\"", ""));
        Path link = directory.resolve("mine/keytray/providers.d/acme.json");
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, elsewhere);
        assertThat(read().providers()).hasSize(1);
        assertThat(read().problems()).isEmpty();
    }
}
