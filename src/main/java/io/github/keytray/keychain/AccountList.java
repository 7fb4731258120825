package io.github.keytray.keychain;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.github.keytray.Account;
import io.github.keytray.GrantException.StoreUnavailable;
import io.github.keytray.User;
import io.github.keytray.keychain.AccountIndex.Entry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The accounts on this machine as the index holds them, by provider and client. */
record AccountList(List<Entry> entries) {
    static final AccountList EMPTY = new AccountList(List.of());

    private static final Comparator<Entry> ORDER = Comparator.comparing(
                    (Entry entry) -> entry.account().issuer())
            .thenComparing(entry -> entry.account().clientId());

    /** The list with this user as the account's. */
    AccountList used(Account account, User user, @Nullable String application, Instant day) {
        String name = application != null
                ? application
                : of(account).map(Entry::application).orElse(null);
        List<Entry> changed = others(account);
        changed.add(new Entry(account, user, name, day, true));
        changed.sort(ORDER);
        return new AccountList(List.copyOf(changed));
    }

    AccountList without(Account account) {
        return new AccountList(List.copyOf(others(account)));
    }

    private Optional<Entry> of(Account account) {
        return entries.stream().filter(entry -> entry.account().equals(account)).findFirst();
    }

    private List<Entry> others(Account account) {
        List<Entry> others = new ArrayList<>(entries);
        others.removeIf(entry -> entry.account().equals(account));
        return others;
    }

    String seal() {
        JsonArray accounts = new JsonArray();
        for (Entry entry : entries) {
            JsonObject json = new JsonObject();
            json.addProperty("issuer", entry.account().issuer());
            json.addProperty("client_id", entry.account().clientId());
            if (entry.application() != null) json.addProperty("application", entry.application());
            json.add("user", SignIn.write(entry.user()));
            json.addProperty("last_used", entry.lastUsed().toString());
            json.addProperty("default", entry.isDefault());
            accounts.add(json);
        }
        JsonObject json = new JsonObject();
        json.add("accounts", accounts);
        return Envelope.seal(json);
    }

    static AccountList open(String value) throws StoreUnavailable {
        JsonObject json = Envelope.open(value);
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonElement element : json.getAsJsonArray("accounts")) entries.add(read(element.getAsJsonObject()));
            entries.sort(ORDER);
            return new AccountList(List.copyOf(entries));
        } catch (RuntimeException e) {
            throw Problem.corrupt(e);
        }
    }

    /** The list, empty where it is damaged; one of a newer Keytray stays as it is. */
    static AccountList grownBack(String value) throws StoreUnavailable {
        if (Envelope.isNewer(value)) throw Problem.newer();
        try {
            return open(value);
        } catch (StoreUnavailable damaged) {
            return EMPTY;
        }
    }

    private static Entry read(JsonObject json) {
        JsonElement application = json.get("application");
        return new Entry(
                new Account(
                        json.get("issuer").getAsString(), json.get("client_id").getAsString()),
                SignIn.readUser(json.getAsJsonObject("user")),
                application == null ? null : application.getAsString(),
                Instant.parse(json.get("last_used").getAsString()),
                json.get("default").getAsBoolean());
    }
}
