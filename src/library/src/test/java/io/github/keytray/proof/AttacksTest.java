package io.github.keytray.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the attack table; several at a time, because most of them wait. */
@Execution(ExecutionMode.CONCURRENT)
class AttacksTest {
    static List<Attack> attacks() {
        return Attacks.all();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void should_repel_the_attack_and_let_its_honest_twin_pass(Attack attack) throws Exception {
        assertThat(attack.attack().run()).isNotEmpty();
        assertThat(attack.twin().run()).isNotEmpty();
    }
}
