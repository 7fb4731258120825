package io.github.keytray.keychain;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.keytray.Account;
import io.github.keytray.GrantException;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which accounts are kept on this machine; no secrets. Kept up to date by {@link KeychainUserStore}. It helps to list
 * them and is never the truth: damaged, or not written for once, it grows back with the next sign-ins.
 *
 * <p>Safe for any thread but the event dispatch thread.
 */
public final class AccountIndex {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final EntryName NAME = EntryName.index();

    private final Keychain keychain;

    public AccountIndex(Keychain keychain) {
        this.keychain = keychain;
    }

    /**
     * The accounts with a stored sign-in, by provider and client.
     *
     * @throws StoreUnavailable when the keychain cannot tell, or with reason {@code CORRUPT} when the list cannot be
     *     read; signing in mends it
     */
    public List<Entry> entries() throws GrantException, InterruptedException {
        String value = keychain.get(NAME).orElse(null);
        return value == null ? List.of() : List.copyOf(open(value));
    }

    /**
     * Takes note of who is stored for the account. Never fails: the sign-in itself is written by then.
     *
     * @param user null when nobody is
     */
    void note(Account account, @Nullable User user) {
        try {
            keychain.locks().exclusively(NAME, PATIENCE, () -> {
                keychain.update(NAME, old -> change(old, account, user));
                return NAME;
            });
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (GrantException e) {
            // The next sign-in takes note again.
        }
    }

    private static @Nullable String change(@Nullable String old, Account account, @Nullable User user)
            throws StoreUnavailable {
        List<Entry> entries = old == null ? new ArrayList<>() : readable(old);
        entries.removeIf(entry -> entry.account().equals(account));
        if (user != null) entries.add(new Entry(account, user));
        return entries.isEmpty() ? null : seal(entries);
    }

    private static List<Entry> readable(String value) throws StoreUnavailable {
        if (Envelope.isNewer(value)) throw Problem.newer();
        try {
            return open(value);
        } catch (StoreUnavailable damaged) {
            return new ArrayList<>();
        }
    }

    private static String seal(List<Entry> entries) {
        entries.sort(Comparator.comparing((Entry entry) -> entry.account().issuer())
                .thenComparing(entry -> entry.account().clientId()));
        JsonArray accounts = new JsonArray();
        for (Entry entry : entries) {
            JsonObject json = new JsonObject();
            json.addProperty("issuer", entry.account().issuer());
            json.addProperty("client_id", entry.account().clientId());
            json.add("user", SignIn.write(entry.user()));
            accounts.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("accounts", accounts);
        return Envelope.seal(json);
    }

    private static List<Entry> open(String value) throws StoreUnavailable {
        JsonObject json = Envelope.open(value);
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonElement element : json.getAsJsonArray("accounts")) {
                JsonObject entry = element.getAsJsonObject();
                String issuer = entry.get("issuer").getAsString();
                String clientId = entry.get("client_id").getAsString();
                entries.add(new Entry(new Account(issuer, clientId), SignIn.readUser(entry.getAsJsonObject("user"))));
            }
            return entries;
        } catch (RuntimeException e) {
            throw Problem.corrupt(e);
        }
    }

    /** An account and who is stored for it. */
    public record Entry(Account account, User user) {}
}
