package io.github.keytray.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is downloaded. */
final class Sizes {
    /** The library and its dependencies, each a jar, at the commit that the aims are about. */
    private static final double EARLIER_TREE = 10.0;

    private static final double MEGABYTE = 1e6;

    private Sizes() {}

    static void report(Report report, Builds builds) throws IOException {
        double library = 0;
        for (Path jar : HostLibrary.current()) library += Files.size(jar) / MEGABYTE;
        report.group(
                "Download of the library for a host",
                List.of(
                        new Row("earlier build, as a tree of jars", "MB", EARLIER_TREE),
                        new Row("library and JNA", "MB", library)));
        List<Row> programs = new ArrayList<>();
        programs.add(new Row("the jar of the programs", "MB", jar(builds.plain())));
        report.group("Download of the programs", programs);
    }

    private static double jar(Path launcher) throws IOException {
        try (var jars = Files.newDirectoryStream(launcher.resolveSibling(""), "keytray-*-app.jar")) {
            double size = 0;
            for (Path jar : jars) size += Files.size(jar) / MEGABYTE;
            return size;
        }
    }
}
