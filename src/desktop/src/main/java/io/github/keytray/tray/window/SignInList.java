package io.github.keytray.tray.window;

import io.github.keytray.preauth.StoredSignIn;
import io.github.keytray.tray.text.SignInText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.swing.DefaultListModel;
import javax.swing.JList;
import javax.swing.ListSelectionModel;

/** The sign-ins by provider. What is chosen stays chosen while the list changes. On the event dispatch thread. */
final class SignInList extends JList<SignInRow> {
    private static final long serialVersionUID = 1L;

    private final transient SignInText words;
    private final transient Function<StoredSignIn, ProviderLabel> providers;
    private final DefaultListModel<SignInRow> model = new DefaultListModel<>();

    /**
     * A list.
     *
     * @param providers the provider of a sign-in
     */
    SignInList(SignInText words, Function<StoredSignIn, ProviderLabel> providers) {
        this.words = words;
        this.providers = providers;
        setModel(model);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setCellRenderer(new RowRenderer(words));
        getAccessibleContext().setAccessibleName(words.text("window.title"));
    }

    /** A renderer is no part of the window, which would have it follow another look and feel. */
    @Override
    public void updateUI() {
        super.updateUI();
        if (words != null) setCellRenderer(new RowRenderer(words));
    }

    /** A long line ends in dots. */
    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    /** Shows those that hold every word of the search. */
    void show(List<StoredSignIn> signIns, String search) {
        List<SignInRow> rows = rows(signIns, search.toLowerCase(Locale.ROOT).strip());
        if (!rows.equals(List.of(model.toArray()))) replace(rows);
        if (isSelectionEmpty() && !model.isEmpty()) setSelectedIndex(0);
    }

    private void replace(List<SignInRow> rows) {
        SignInRow before = getSelectedValue();
        if (areSame(rows)) {
            for (int i = 0; i < rows.size(); i++) {
                if (!rows.get(i).equals(model.get(i))) model.set(i, rows.get(i));
            }
            return;
        }
        model.clear();
        model.addAll(rows);
        if (before != null) choose(before.signIn());
    }

    /** Whether the lines are about those that are shown, in the same order. */
    private boolean areSame(List<SignInRow> rows) {
        return rows.size() == model.size()
                && IntStream.range(0, rows.size())
                        .allMatch(i -> rows.get(i).isOf(model.get(i).signIn()));
    }

    void choose(StoredSignIn signIn) {
        for (int i = 0; i < model.size(); i++) {
            if (!model.get(i).isOf(signIn)) continue;
            setSelectedIndex(i);
            ensureIndexIsVisible(i);
        }
    }

    Optional<StoredSignIn> chosen() {
        return Optional.ofNullable(getSelectedValue()).map(SignInRow::signIn);
    }

    private List<SignInRow> rows(List<StoredSignIn> signIns, String search) {
        List<SignInRow> rows = new ArrayList<>();
        ProviderLabel above = null;
        for (StoredSignIn signIn : signIns) {
            ProviderLabel provider = providers.apply(signIn);
            if (!fits(signIn, provider.name(), search)) continue;
            rows.add(new SignInRow(signIn, provider, !provider.equals(above)));
            above = provider;
        }
        return rows;
    }

    private boolean fits(StoredSignIn signIn, String provider, String search) {
        String all = String.join(
                        " ",
                        signIn.user().username(),
                        provider,
                        signIn.account().issuer(),
                        signIn.account().clientId(),
                        words.application(signIn),
                        words.state(signIn.state()))
                .toLowerCase(Locale.ROOT);
        return List.of(search.split("\\s+", -1)).stream().allMatch(all::contains);
    }
}
