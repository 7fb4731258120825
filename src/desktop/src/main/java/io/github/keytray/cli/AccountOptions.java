package io.github.keytray.cli;

import io.github.keytray.Account;
import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.ClientAssertion;
import io.github.keytray.oauth.Network;
import io.github.keytray.oauth.Provider;
import io.github.keytray.tray.setup.Setup;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which account a command is about, and how its provider is reached. */
final class AccountOptions {
    @Option(
            names = "--issuer",
            required = true,
            paramLabel = "URL",
            description = "The provider, as it writes itself.",
            converter = IssuerConverter.class)
    String issuer;

    @Option(
            names = "--client-id",
            required = true,
            paramLabel = "ID",
            description = "The client id that is registered there.",
            converter = ClientConverter.class)
    Client client;

    @Option(
            names = "--proxy",
            paramLabel = "[USER@]HOST:PORT",
            description = "Reach the provider through this proxy; its password is in " + Setup.PROXY_PASSWORD + ".",
            converter = ProxyConverter.class)
    @Nullable
    String proxy;

    @Option(
            names = "--ca",
            paramLabel = "FILE.pem",
            description = "Trust the provider's certificate also by these authorities.",
            converter = AuthorityConverter.class)
    @Nullable
    Network authorities;

    @Option(
            names = "--client-key",
            paramLabel = "FILE.pem",
            description = "Prove who the client is with this private key (private_key_jwt, PKCS#8).",
            converter = ClientKeyConverter.class)
    @Nullable
    ClientAssertion clientKey;

    @Option(names = "--client-key-id", paramLabel = "KID", description = "The name under which that key is registered.")
    @Nullable
    String clientKeyId;

    @Option(
            names = "--dpop",
            description = "Take only tokens that are bound to a key of this sign-in (DPoP, RFC 9449).")
    boolean dpop;

    /** The client as it is set in files, if it is, with the private key that the options say, if any. */
    Client client(Wiring wiring) {
        Client known = wiring.setup().client(account());
        if (dpop) known = known.withDpop(true);
        return clientKey == null ? known : known.withAssertion(clientKey.withKeyId(clientKeyId));
    }

    Account account() {
        return new Account(issuer, client.id());
    }

    /** The provider, reached as the options say, else as is set in files. It remembers what it was told: one a command. */
    Provider provider(Wiring wiring) {
        Network network = Network.system();
        if (proxy != null) {
            String password = wiring.environment().get(Setup.PROXY_PASSWORD);
            if (proxy.indexOf('@') >= 0 && password == null) {
                throw new WrongUsage("--proxy names a user: set " + Setup.PROXY_PASSWORD + " to the password");
            }
            network = network.withProxy(proxy, password);
        }
        if (authorities != null) network = network.orElse(authorities);
        return Provider.of(issuer, network.orElse(wiring.setup().network(issuer)));
    }

    /** Says what is wrong with an issuer. */
    static final class IssuerConverter implements CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String issuer) {
            try {
                return Provider.of(issuer).issuer();
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Says what is wrong with a client id. */
    static final class ClientConverter implements CommandLine.ITypeConverter<Client> {
        @Override
        public Client convert(String id) {
            if (id.isBlank()) throw new TypeConversionException("it is empty");
            return Client.of(id);
        }
    }

    /** Says what is wrong with a proxy. */
    static final class ProxyConverter implements CommandLine.ITypeConverter<String> {
        @Override
        public String convert(String proxy) {
            try {
                Network.system().withProxy(proxy, null);
                return proxy;
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("it " + e.getMessage());
            }
        }
    }

    /** Says what is wrong with a file of certificates. */
    static final class AuthorityConverter implements CommandLine.ITypeConverter<Network> {
        @Override
        public Network convert(String file) {
            try {
                return Network.system().withCertificates(Path.of(file));
            } catch (IOException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Says what is wrong with a private key. */
    static final class ClientKeyConverter implements CommandLine.ITypeConverter<ClientAssertion> {
        @Override
        public ClientAssertion convert(String file) {
            try {
                return ClientAssertion.pem(Path.of(file));
            } catch (IOException | IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }
}
