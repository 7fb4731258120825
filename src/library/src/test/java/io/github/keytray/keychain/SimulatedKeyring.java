package io.github.keytray.keychain;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import com.github.javakeyring.internal.KeyringBackend;
import io.github.keytray.internal.platform.Platform;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;

/**
 * java-keyring with a keychain beneath it that has the limits of another platform's and the one error for everything.
 * Its entries are files, each written whole or not at all, so that a process that uses it can be killed.
 */
public enum SimulatedKeyring {
    /** Credential Manager: 2,560 bytes an entry in UTF-16, ANSI names in any case, an error code, nothing empty. */
    WINDOWS {
        @Override
        String name(String service, String account) {
            if (account.length() > 513) throw new IllegalArgumentException(account);
            return new String((service + '|' + account).getBytes(US_ASCII), US_ASCII).toLowerCase(Locale.ROOT);
        }

        @Override
        void check(String value) throws PasswordAccessException {
            if (value.isEmpty()) throw new IllegalArgumentException("Allocation size must be greater than zero");
            if (value.getBytes(UTF_16LE).length > 2_560) throw new PasswordAccessException("Error code 1783");
        }

        @Override
        PasswordAccessException absent(String service, String account) {
            return new PasswordAccessException("Error code 1168");
        }
    },
    /** macOS Keychain: any length, modified UTF-8, which garbles what is not ASCII; an empty value is dropped. */
    MAC {
        @Override
        String name(String service, String account) {
            return service + '\0' + account;
        }

        @Override
        void check(String value) {
            if (!value.chars().allMatch(c -> c >= ' ' && c <= '~')) throw new IllegalArgumentException("garbled");
        }

        @Override
        PasswordAccessException absent(String service, String account) {
            return new PasswordAccessException("No stored credentials match " + service + " account: " + account);
        }
    };

    abstract String name(String service, String account);

    abstract void check(String value) throws PasswordAccessException;

    abstract PasswordAccessException absent(String service, String account);

    /** The keychain of a process that has its entries and locks there. */
    public Keychain keychain(Path directory) {
        KeychainFailures problem = new KeychainFailures("Simulated Keychain");
        int longest = Platform.valueOf(name()).longestValue();
        return new Keychain(
                person -> new JavaKeyringBackend(() -> keyring(directory), problem),
                directory.resolve("state"),
                problem,
                longest,
                Duration.ofSeconds(30));
    }

    Keyring keyring(Path directory) {
        try {
            Files.createDirectories(directory);
            Constructor<Keyring> constructor = Keyring.class.getDeclaredConstructor(KeyringBackend.class);
            constructor.setAccessible(true);
            return constructor.newInstance(new SimulatedEntries(directory));
        } catch (ReflectiveOperationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private final class SimulatedEntries implements KeyringBackend {
        private final Path directory;

        SimulatedEntries(Path directory) {
            this.directory = directory;
        }

        private Path file(String service, String account) {
            byte[] name = SimulatedKeyring.this.name(service, account).getBytes(UTF_8);
            return directory.resolve(HexFormat.of().formatHex(name) + ".entry");
        }

        @Override
        public String getPassword(String service, String account) throws PasswordAccessException {
            try {
                return Files.readString(file(service, account));
            } catch (NoSuchFileException e) {
                throw absent(service, account);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void setPassword(String service, String account, String password) throws PasswordAccessException {
            check(password);
            try {
                Path next = Files.writeString(Files.createTempFile(directory, "next", ".tmp"), password);
                Files.move(next, file(service, account), StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void deletePassword(String service, String account) throws PasswordAccessException {
            try {
                if (!Files.deleteIfExists(file(service, account))) throw absent(service, account);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }
}
