package io.github.keytray.tray.icon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.keytray.preauth.SignInState.Valid;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.FakeSignIns;
import io.github.keytray.tray.TrayFixture;
import io.github.keytray.tray.text.Overview;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TrayMenuTest {
    private final List<String> done = new ArrayList<>();
    private final TrayMenu menu = new TrayMenu(TrayFixture.words(), new TrayMenu.MenuActions() {
        @Override
        public void open() {
            done.add("open");
        }

        @Override
        public void show(StoredSignIn signIn) {
            done.add(signIn.user().username());
        }

        @Override
        public void signIn() {
            done.add("sign in");
        }

        @Override
        public void pauseOrResume() {
            done.add("pause");
        }

        @Override
        public void quit() {
            done.add("quit");
        }
    });

    private static Overview overview(StoredSignIn... signIns) {
        return new Overview(List.of(signIns), null, false);
    }

    private static List<String> texts(List<MenuEntry> entries) {
        return entries.stream().map(MenuEntry::text).toList();
    }

    @Test
    void should_list_who_is_signed_in_and_what_there_is_to_do() {
        assertThat(texts(menu.of(overview(TrayFixture.ANA, TrayFixture.STOCK))))
                .containsExactly(
                        "ana.lima@acme.example (Acme Orders): fresh until 14:05",
                        "ana.lima@acme.example (stock-terminal): offline since 09:10",
                        "",
                        "Sign in\u2026",
                        "Open Keytray",
                        "Pause",
                        "",
                        "Quit");
        assertThat(texts(menu.of(new Overview(List.of(), null, true))))
                .containsExactly("Sign in\u2026", "Open Keytray", "Resume", "", "Quit");
    }

    @Test
    void should_tell_two_sign_ins_of_one_name_apart() {
        StoredSignIn here = FakeSignIns.kept("https://here.example", "till", "ana", new Valid(null));
        StoredSignIn there = FakeSignIns.kept("https://there.example", "till", "ana", new Valid(null));
        assertThat(texts(menu.of(overview(here, there))))
                .startsWith("ana (till, here.example): fresh", "ana (till, there.example): fresh");
        assertThat(menu.of(overview(here, there)).stream().map(MenuEntry::key).limit(2))
                .doesNotHaveDuplicates();
        assertThat(texts(menu.of(overview(here)))).startsWith("ana: fresh");
    }

    @Test
    void should_do_what_its_lines_say() {
        menu.of(overview(TrayFixture.PRIVATE)).stream()
                .map(MenuEntry::action)
                .filter(Objects::nonNull)
                .forEach(Runnable::run);
        assertThat(done).containsExactly("ana@example.org", "sign in", "open", "pause", "quit");
    }

    @Test
    void should_stay_short_and_leave_out_nobody_who_needs_the_person() {
        List<StoredSignIn> many = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            many.add(FakeSignIns.kept("https://acme.example", "till", "till-" + i, new Valid(null)));
        }
        many.add(TrayFixture.ANA_AGAIN);
        List<String> texts = texts(menu.of(new Overview(many, null, false)));
        assertThat(texts).startsWith("ana.lima@acme.example: sign in again", "till-0: fresh");
        assertThat(texts).contains("21 more\u2026").hasSize(17);
    }
}
