package io.github.keytray.tray;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.tray.autostart.Autostart;
import io.github.keytray.tray.setup.Policy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AutostartSettingTest {
    private final FakeAutostart desktop = new FakeAutostart();

    private enum Entry {
        NONE,
        OF_PERSON,
        OF_POLICY
    }

    private static final class FakeAutostart implements Autostart {
        private Entry entry = Entry.NONE;

        @Override
        public boolean isOn() {
            return entry != Entry.NONE;
        }

        @Override
        public boolean isByPolicy() {
            return entry == Entry.OF_POLICY;
        }

        @Override
        public void turnOn() {
            entry = Entry.OF_PERSON;
        }

        @Override
        public void turnOnByPolicy() {
            entry = Entry.OF_POLICY;
        }

        @Override
        public void turnOff() {
            entry = Entry.NONE;
        }
    }

    private AutostartSetting decided(@Nullable Boolean decided) {
        return new AutostartSetting(desktop, new Policy(decided, null, null), Runnable::run);
    }

    @Test
    void should_last_as_long_as_the_policy_that_made_it() throws Exception {
        assertThat(decided(true).read().get()).isTrue();
        assertThat(desktop.entry).isEqualTo(Entry.OF_POLICY);
        assertThat(decided(null).read().get()).as("it starts nothing").isFalse();
        assertThat(decided(true).read().get()).isTrue();
        assertThat(decided(false).read().get()).isFalse();
        assertThat(desktop.entry).isEqualTo(Entry.NONE);
    }

    @Test
    void should_be_the_persons_own_before_and_after_a_policy() throws Exception {
        assertThat(decided(null).set(true).get()).isTrue();
        assertThat(decided(true).read().get()).isTrue();
        assertThat(decided(null).read().get()).isTrue();
        assertThat(desktop.entry).isEqualTo(Entry.OF_PERSON);
    }

    @Test
    void should_become_the_persons_own_where_they_turn_on_what_a_policy_had_made() throws Exception {
        desktop.turnOnByPolicy();
        assertThat(decided(null).set(true).get()).isTrue();
        assertThat(decided(null).read().get()).isTrue();
    }
}
