package io.github.keytray.tray.icon;

import io.github.keytray.preauth.SignInState.Attention;
import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.Overview;
import io.github.keytray.tray.text.SignInText;
import java.util.ArrayList;
import java.util.List;

/** The menu of the tray: the sign-ins and their states, then the actions. */
public record TrayMenu(SignInText words, MenuActions actions) {
    private static final int MOST = 10;

    /** What a person can do from the menu. For any thread; none blocks. */
    public interface MenuActions {
        void open();

        void show(StoredSignIn signIn);

        void signIn();

        void pauseOrResume();

        void quit();
    }

    public List<MenuEntry> of(Overview overview) {
        List<MenuEntry> menu = new ArrayList<>();
        Runnable open = actions::open;
        List<StoredSignIn> ordered = new ArrayList<>(overview.signIns());
        // Those that need the person must not be among those that are left out.
        ordered.sort((one, other) -> Boolean.compare(needsPerson(other), needsPerson(one)));
        for (StoredSignIn signIn : ordered.subList(0, Math.min(MOST, ordered.size()))) {
            String text = words.text("menu.account", name(signIn, overview.signIns()), words.state(signIn.state()));
            menu.add(new MenuEntry(key(signIn), text, () -> actions.show(signIn)));
        }
        if (ordered.size() > MOST) {
            menu.add(new MenuEntry("menu.more", words.text("menu.more", ordered.size() - MOST), open));
        }
        if (!menu.isEmpty()) menu.add(MenuEntry.SEPARATOR);
        menu.add(entry("menu.signin", actions::signIn));
        menu.add(entry("menu.open", open));
        menu.add(entry(overview.isPaused() ? "menu.resume" : "menu.pause", actions::pauseOrResume));
        menu.add(MenuEntry.SEPARATOR);
        menu.add(entry("menu.quit", actions::quit));
        return menu;
    }

    private static boolean needsPerson(StoredSignIn signIn) {
        return signIn.state().attention() == Attention.PERSON;
    }

    /** The person, and where the same name is there more than once, for what, and then where. */
    private String name(StoredSignIn signIn, List<StoredSignIn> all) {
        List<StoredSignIn> alike = all.stream()
                .filter(one -> one.user().username().equals(signIn.user().username()))
                .toList();
        String name = signIn.user().username();
        if (alike.size() == 1) return name;
        String application = words.application(signIn);
        boolean isTold = alike.stream()
                        .filter(one -> words.application(one).equals(application))
                        .count()
                == 1;
        String more =
                isTold ? application : application + ", " + signIn.account().host();
        return name + " (" + more + ")";
    }

    private MenuEntry entry(String name, Runnable action) {
        return new MenuEntry(name, words.text(name), action);
    }

    private static String key(StoredSignIn signIn) {
        return String.join(
                " ",
                signIn.account().issuer(),
                signIn.account().clientId(),
                signIn.user().id());
    }
}
