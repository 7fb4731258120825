package io.github.keytray.internal.dbus;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kinds of address that the D-Bus Specification has. */
class SessionBusAddressTest {
    private static final Path MACHINE = Path.of("/etc/machine-id");

    @TempDir
    Path directory;

    private Optional<String> path(String address) {
        Map<String, String> environment = new HashMap<>(
                Map.of("XDG_RUNTIME_DIR", directory.toString(), "HOME", directory.toString(), "DISPLAY", ":7.0"));
        environment.put("DBUS_SESSION_BUS_ADDRESS", address);
        return SessionBusAddress.find(environment);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        unix:path=/run/user/1000/bus | /run/user/1000/bus
        unix:guid=0a,path=/run/bus | /run/bus
        unix:path=/run/with%20space/%c3%a9 | /run/with space/é
        unix:abstract=/tmp/dbus-x,guid=0a;unix:path=/run/bus | /run/bus
        tcp:host=localhost,port=1;unix:path=/run/bus | /run/bus
        launchd:env=X;;unix:path=/run/bus;unix:path=/other | /run/bus
        """)
    void should_be_found_by_the_first_that_java_can_connect_to(String address, String found) {
        assertThat(path(address)).hasValue(found);
    }

    @ParameterizedTest
    @CsvSource({"unix:runtime=yes", "''"})
    void should_be_found_in_the_runtime_directory(String address) throws Exception {
        Path bus = Files.createFile(directory.resolve("bus"));
        assertThat(path(address)).hasValue(bus.toString());
    }

    @Test
    @EnabledIf("isMachineNamed")
    void should_be_found_where_dbus_launch_has_noted_it() throws Exception {
        Path notes = Files.createDirectories(directory.resolve(".dbus/session-bus"));
        Files.writeString(
                notes.resolve(Files.readString(MACHINE).strip() + "-7"),
                "# of this screen\nDBUS_SESSION_BUS_ADDRESS='unix:path=/tmp/dbus-a%2cb,guid=0a'\n");
        assertThat(path("autolaunch:")).hasValue("/tmp/dbus-a,b");
        assertThat(path("autolaunch:scope=x;unix:path=/run/bus")).hasValue("/tmp/dbus-a,b");
    }

    static boolean isMachineNamed() {
        return Files.isReadable(MACHINE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        unix:abstract=/tmp/dbus-abc,guid=0a | /tmp/dbus-abc
        unix:guid=0a,abstract=keytray%2da%20b | keytray-a b
        unix:abstract=first;unix:abstract=second | first
        tcp:host=localhost,port=1;unix:runtime=yes;unix:abstract=first | first
        """)
    void should_be_found_on_an_abstract_socket_where_there_is_no_other(String address, String name) {
        assertThat(path(address)).hasValue("\0" + name);
    }

    @Test
    @EnabledIf("isMachineNamed")
    void should_be_found_on_the_abstract_socket_that_dbus_launch_has_noted() throws Exception {
        Path notes = Files.createDirectories(directory.resolve(".dbus/session-bus"));
        Files.writeString(
                notes.resolve(Files.readString(MACHINE).strip() + "-7"),
                "DBUS_SESSION_BUS_ADDRESS='unix:abstract=/tmp/dbus-a,guid=0a'\n");
        assertThat(path("")).hasValue("\0/tmp/dbus-a");
    }

    @ParameterizedTest
    @CsvSource({"unix:runtime=yes", "autolaunch:", "tcp:host=a", "unix:abstract=", "nonsense", "''"})
    void should_be_missed_where_none_is(String address) {
        assertThat(path(address)).isEmpty();
    }
}
