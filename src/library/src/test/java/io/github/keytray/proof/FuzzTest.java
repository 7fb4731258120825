package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A little of what {@link Fuzz} does for minutes: always the same inputs. */
class FuzzTest {
    private static final int INPUTS = 120;
    private static final int SEED = 4711;

    static List<FuzzTarget> targets() throws Exception {
        return Fuzz.targets();
    }

    @ParameterizedTest
    @MethodSource("targets")
    void should_take_or_refuse_whatever_comes(FuzzTarget target) throws Exception {
        Mutator mutator = new Mutator(SEED);
        for (byte[] seed : target.seeds())
            assertThat(Fuzz.finding(target, seed)).isEmpty();
        for (int i = 0; i < INPUTS; i++) {
            byte[] input = mutator.next(target.seeds());
            assertThat(Fuzz.finding(target, input))
                    .as(() -> Base64.getEncoder().encodeToString(input))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // A control character that only Unicode knows as one, in what is shown.
        "discovery, eyJpc3N1ZXIiOiJodHRwczovL2xvZ55uLmFjbWUuZXhhbXBsZSJ9",
        "token answer, eyJlcnJvciI6ImmSdmFsaWRfZ3JhbnQiLCJlcnJvcl9kZXNjcmlwdGlvbiI6Ikl0h2VuZGVkIn0=",
        "ID token, ZXlKaGJHY2lPaUFpUlZQQ2hUSTFOaUo5LmUzMC5BQUFB",
        // A time that no calendar holds.
        "reply, eyJhY2Nlc3NfdG9rZW4iOiJhdCIsImlzc3VlZF9hdCI6MTc2NDAwMDAwMDAwMDAwMDAwMH0=",
    })
    void should_take_or_refuse_what_was_found_before(String name, String input) throws Exception {
        FuzzTarget target = targets().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        assertThat(Fuzz.finding(target, Base64.getDecoder().decode(input))).isEmpty();
    }
}
