package io.github.keytray.keychain;

import static io.github.keytray.keychain.FakeKeychain.PROBLEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.keytray.GrantException.StoreUnavailable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keychain whose entries hold 60 characters. */
class ChunkedEntriesTest {
    private static final EntryName NAME = new EntryName("keytray test", "user-1");
    private static final int LONGEST = 60;
    private static final String SHORT = "keytray1.short";
    private static final String LONG = "keytray1." + "abcdefghi-".repeat(20);
    private static final String LONGER = "keytray1." + "123456789-".repeat(30);
    private static final String LONGEST_OF_ALL = "keytray1." + "ABCDEFGHI-".repeat(40);

    private final CrashingBackend backend = new CrashingBackend();
    private final ChunkedEntries entries;
    private final Path state;

    ChunkedEntriesTest(@TempDir Path state) {
        this.state = state;
        this.entries = entries(backend);
    }

    private ChunkedEntries entries(Backend backend) {
        return entries(backend, () -> {});
    }

    private ChunkedEntries entries(Backend backend, KeychainExecutor.CancellationToken caller) {
        return new ChunkedEntries(backend, PROBLEM, LONGEST, new LastHeaders(state), caller);
    }

    @Test
    void should_keep_a_value_that_fits_in_one_entry() throws Exception {
        entries.put(NAME, SHORT);
        assertThat(backend.values).containsExactly(Map.entry("user-1", SHORT));
        assertThat(entries.get(NAME)).contains(SHORT);
    }

    @Test
    void should_keep_a_longer_one_in_pieces_that_fit_and_say_what_they_are() throws Exception {
        entries.put(NAME, LONG);
        assertThat(entries.get(NAME)).contains(LONG);
        assertThat(backend.values.values())
                .allSatisfy(value -> assertThat(value.length()).isLessThanOrEqualTo(LONGEST));
        assertThat(backend.values.keySet())
                .containsExactly("user-1", "user-1-1a-0", "user-1-1a-1", "user-1-1a-2", "user-1-1a-3", "user-1-1a-4");
        assertThat(backend.values.values())
                .allSatisfy(value -> assertThat(value).startsWith("keytray1"));
    }

    /** Another process, which gave its write up before, or has no lock. */
    @Test
    void should_write_nothing_that_follows_from_a_value_which_has_changed_since() throws Exception {
        for (String next : List.of(SHORT, LONG)) {
            for (String meanwhile : List.of(SHORT + "!", LONGER)) {
                entries(backend).put(NAME, LONGEST_OF_ALL);
                ChunkedEntries slow = entries(backend);
                assertThat(slow.get(NAME)).contains(LONGEST_OF_ALL);
                entries(backend).put(NAME, meanwhile);

                assertThatThrownBy(() -> slow.put(NAME, next))
                        .isInstanceOfSatisfying(
                                StoreUnavailable.class,
                                problem -> assertThat(problem.reason()).isEqualTo(StoreUnavailable.Reason.BUSY));
                assertThat(entries(backend).get(NAME)).contains(meanwhile);
                ChunkedEntries deleting = entries(backend);
                deleting.get(NAME);
                entries(backend).put(NAME, meanwhile + "!");
                assertThatThrownBy(() -> deleting.delete(NAME)).isInstanceOf(StoreUnavailable.class);
                assertThat(slow.get(NAME)).contains(meanwhile + "!");
                slow.put(NAME, next);
                assertThat(entries(backend).get(NAME)).contains(next);
            }
        }
    }

    @Test
    void should_leave_no_piece_behind() throws Exception {
        for (String value : List.of(LONG, LONGER, LONG, SHORT, LONGER, SHORT)) {
            entries.put(NAME, value);
            assertThat(entries.get(NAME)).contains(value);
        }
        assertThat(backend.values).as("the head, and one piece").hasSize(2);
        entries.put(NAME, LONGER);
        entries.delete(NAME);
        assertThat(backend.values).isEmpty();
    }

    @Test
    void should_hold_the_old_value_or_the_new_one_wherever_the_process_dies() throws Exception {
        for (String old : List.of(SHORT, LONG, LONGER)) {
            for (String next : List.of(SHORT, LONG, LONGER)) {
                for (int steps = 0; ; steps++) {
                    CrashingBackend mortal = new CrashingBackend();
                    entries(mortal).put(NAME, old);
                    mortal.dieAfter(steps);
                    boolean died = !survives(mortal, next);
                    mortal.dieAfter(Integer.MAX_VALUE);
                    assertThat(entries(mortal).get(NAME).orElseThrow()).isIn(old, next);
                    entries(mortal).put(NAME, SHORT);
                    assertThat(mortal.values).as("after %s steps", steps).hasSizeLessThanOrEqualTo(2);
                    if (!died) break;
                }
            }
        }
    }

    @Test
    void should_be_gone_or_there_wherever_the_process_dies_while_it_deletes() throws Exception {
        for (int steps = 0; ; steps++) {
            CrashingBackend mortal = new CrashingBackend();
            entries(mortal).put(NAME, LONG);
            mortal.dieAfter(steps);
            boolean died = false;
            try {
                entries(mortal).delete(NAME);
            } catch (CrashingBackend.SimulatedCrash e) {
                died = true;
            }
            mortal.dieAfter(Integer.MAX_VALUE);
            assertThat(entries(mortal).get(NAME)).isIn(Optional.empty(), Optional.of(LONG));
            entries(mortal).delete(NAME);
            assertThat(mortal.values).isEmpty();
            if (!died) return;
        }
    }

    @Test
    void should_read_whole_values_while_others_write() throws Exception {
        entries.put(NAME, LONG);
        List<String> next = new ArrayList<>(List.of(LONGER, LONG));
        backend.afterRead = name -> {
            if (!name.account().matches(".*[a-p]-1") || next.isEmpty() || backend.isWriting) return;
            backend.isWriting = true;
            entries.put(NAME, next.remove(0));
            backend.isWriting = false;
        };
        assertThat(entries.get(NAME)).contains(LONG);
        assertThat(next).isEmpty();
    }

    @Test
    void should_give_back_a_head_whose_pieces_are_damaged() throws Exception {
        entries.put(NAME, LONG);
        String head = Objects.requireNonNull(backend.values.get("user-1"));
        backend.values.put("user-1-1a-2", "keytray1/other");
        assertThat(entries.get(NAME)).contains(head);
        backend.values.remove("user-1-1a-2");
        assertThat(entries.get(NAME)).contains(head);
        assertThatThrownBy(() -> AccountEntry.open(head)).isInstanceOf(StoreUnavailable.class);
        entries.put(NAME, LONG);
        assertThat(entries.get(NAME)).contains(LONG);
    }

    @Test
    void should_take_as_few_operations_as_there_can_be() throws Exception {
        entries.put(NAME, LONG);
        entries.put(NAME, LONG.replace('a', 'z'));
        backend.reads = 0;
        backend.changes = 0;
        entries.put(NAME, LONG);
        assertThat(backend.changes)
                .as("five pieces and the head, and five old pieces")
                .isEqualTo(11);
        assertThat(backend.reads)
                .as("the head, the old pieces up to where there is none, and whether older ones were left")
                .isEqualTo(8);
    }

    @Test
    void should_read_what_was_written_with_two_generations() throws Exception {
        entries.put(NAME, LONG);
        entries.put(NAME, LONGER);
        assertThat(backend.values).containsKey("user-1-1b-0");
        assertThat(new ChunkedEntries(backend, PROBLEM, LONGEST, new LastHeaders(state.resolve("none")), () -> {})
                        .get(NAME))
                .contains(LONGER);
    }

    /** The keychain carries out a write only after the next one, or after a sign-out. */
    @Test
    void should_be_whole_whichever_write_comes_too_late() throws Exception {
        for (int late = 0; ; late++) {
            CrashingBackend slow = new CrashingBackend();
            entries(slow).put(NAME, LONG);
            slow.postponeAfter(late);
            if (survives(slow, LONGER)) return;
            String next = late % 2 == 0 ? SHORT : LONGEST_OF_ALL;
            entries(slow).put(NAME, next);
            slow.doWhatWasPostponed();
            assertThat(entries(slow).get(NAME)).as("write %s", late).contains(next);
            entries(slow).put(NAME, LONGEST_OF_ALL);
            entries(slow).delete(NAME);
            assertThat(slow.values).as("write %s", late).isEmpty();
        }
    }

    @Test
    void should_stay_signed_out_whichever_write_comes_too_late() throws Exception {
        for (int late = 0; ; late++) {
            CrashingBackend slow = new CrashingBackend();
            entries(slow).put(NAME, LONG);
            slow.postponeAfter(late);
            if (survives(slow, LONGER)) return;
            entries(slow).delete(NAME);
            slow.doWhatWasPostponed();
            assertThat(entries(slow).get(NAME)).as("write %s", late).isEmpty();
            entries(slow).put(NAME, LONG);
            assertThat(entries(slow).get(NAME)).as("write %s", late).contains(LONG);
        }
    }

    @Test
    void should_take_back_a_piece_that_nobody_waits_for_any_more() throws Exception {
        List<String> waiting = new ArrayList<>(List.of("for the first", "for its second half"));
        ChunkedEntries left = entries(backend, () -> {
            if (waiting.isEmpty()) throw new InterruptedException();
            waiting.remove(0);
        });
        assertThatThrownBy(() -> left.put(NAME, LONG)).isInstanceOf(InterruptedException.class);
        assertThat(backend.values).doesNotContainKey("user-1-1a-1").hasSize(1);
    }

    @Test
    void should_write_more_often_than_there_are_generations() throws Exception {
        for (int i = 0; i < 60; i++) {
            backend.dieAfter(i % 3 == 0 ? 2 : Integer.MAX_VALUE);
            boolean written = survives(backend, i % 2 == 0 ? LONG : LONGER);
            backend.dieAfter(Integer.MAX_VALUE);
            if (written) assertThat(entries.get(NAME)).contains(i % 2 == 0 ? LONG : LONGER);
            if (written) assertThat(backend.values.size()).isLessThan(10);
        }
    }

    @Test
    void should_not_touch_the_pieces_of_another_version() throws Exception {
        backend.values.put("user-1-2a-0", "keytray2/newer");
        entries.put(NAME, LONG);
        entries.delete(NAME);
        assertThat(backend.values).containsOnlyKeys("user-1-2a-0");
    }

    @Test
    void should_refuse_what_nobody_needs() {
        assertThatThrownBy(() -> entries.put(NAME, "x".repeat(LONGEST * 100)))
                .isInstanceOf(StoreUnavailable.class)
                .hasMessageContaining("too large for Fake Keyring");
        assertThat(backend.values).isEmpty();
    }

    private boolean survives(Backend backend, String value) throws Exception {
        try {
            entries(backend).put(NAME, value);
            return true;
        } catch (CrashingBackend.SimulatedCrash e) {
            return false;
        }
    }
}
