package io.github.keytray.cli;

import io.github.keytray.oauth.Client;
import io.github.keytray.oauth.Provider;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** Which account a command is about. */
final class AccountOptions {
    @Option(
            names = "--issuer",
            required = true,
            paramLabel = "URL",
            description = "The provider, as it writes itself.",
            converter = ProviderConverter.class)
    Provider provider;

    @Option(
            names = "--client-id",
            required = true,
            paramLabel = "ID",
            description = "The client id that is registered there.",
            converter = ClientConverter.class)
    Client client;

    /** Says what is wrong with an issuer. */
    static final class ProviderConverter implements CommandLine.ITypeConverter<Provider> {
        @Override
        public Provider convert(String issuer) {
            try {
                return Provider.of(issuer);
            } catch (IllegalArgumentException e) {
                throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** Says what is wrong with a client id. */
    static final class ClientConverter implements CommandLine.ITypeConverter<Client> {
        @Override
        public Client convert(String id) {
            if (id.isBlank()) throw new CommandLine.TypeConversionException("it is empty");
            return Client.of(id);
        }
    }
}
