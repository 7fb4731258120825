package io.github.keytray.internal.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Files and directories that only their owner can open. One that belongs to another user, and every link, is refused.
 * Where the file system has no such permissions, the protection of the home directory has to do.
 */
public final class OwnerOnly {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> WRITTEN_BY_OTHERS = PosixFilePermissions.fromString("----w--w-");

    private static final Integer ROOT = 0;

    private OwnerOnly() {}

    /**
     * Makes a directory that only its owner can open; takes the others' permissions from an existing one.
     *
     * @throws IOException when it cannot be made, belongs to another user, is a link, or is no directory
     */
    public static void directory(Path directory) throws IOException {
        boolean something = Files.exists(directory, LinkOption.NOFOLLOW_LINKS);
        if (!something) Files.createDirectories(directory, attributes(DIRECTORY));
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            throw refused(directory, "it is a link, or no directory");
        }
        own(directory, DIRECTORY);
    }

    /**
     * Takes all others' permissions from an existing file. Does not make a missing file.
     *
     * @throws IOException when it belongs to another user, is a link, or is no plain file
     */
    public static void file(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) return;
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
            throw refused(file, "it is a link, or no plain file");
        own(file, FILE);
    }

    /**
     * Opens a file for writing, made if need be.
     *
     * @throws IOException when it cannot be made, or as {@link #file} does
     */
    public static FileChannel open(Path file, OpenOption... more) throws IOException {
        file(file);
        Set<OpenOption> options = new HashSet<>(List.of(more));
        options.addAll(List.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS));
        return FileChannel.open(file, options, attributes(FILE));
    }

    /** What a file is to be made with. */
    public static FileAttribute<?>[] file() {
        return attributes(FILE);
    }

    /** Why a file or directory cannot be used, and what to do about it: a sentence's end, and a sentence. */
    public static String reason(IOException problem) {
        String reason = problem instanceof FileSystemException known ? known.getReason() : problem.getMessage();
        if (problem instanceof AccessDeniedException) reason = "access is denied";
        return (reason == null ? problem.getClass().getSimpleName() : reason)
                + ". Make sure that it belongs to you, is no link, and can be written, and that the disk has room.";
    }

    /** Whether a file to be read is trusted: only the user or an administrator can have written it. */
    public static boolean isTrusted(Path file) throws IOException {
        if (!isPosix() || ProcessOwner.UID == null) return true;
        Object owner = Files.getAttribute(file, "unix:uid");
        return (owner.equals(ProcessOwner.UID) || owner.equals(ROOT))
                && Collections.disjoint(Files.getPosixFilePermissions(file), WRITTEN_BY_OTHERS);
    }

    private static void own(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (!isPosix()) return;
        if (!ProcessOwner.own(path)) throw refused(path, "it belongs to somebody else");
        if (!Files.getPosixFilePermissions(path).equals(permissions)) {
            Files.setPosixFilePermissions(path, permissions);
        }
    }

    private static IOException refused(Path path, String why) {
        return new FileSystemException(path.toString(), null, why);
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return isPosix()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    }
}
