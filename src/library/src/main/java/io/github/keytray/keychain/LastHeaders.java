package io.github.keytray.keychain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The headers of the last values that were written in chunks, noted in a file before their chunks are written; no
 * secrets. So two writes never use the same generation, even where the first was given up and nothing of it can be seen
 * yet: a keychain that hangs can carry it out much later.
 */
record LastHeaders(Path state) {
    /** The newest first; one of each generation at most. Empty where the entry was never written in chunks. */
    List<ChunkHeader> read(EntryName name) {
        Path file = file(name);
        if (!Files.exists(file)) return List.of();
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(ChunkHeader::parse).filter(Objects::nonNull).toList();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return List.of();
        }
    }

    @Nullable
    ChunkHeader newest(EntryName name) {
        List<ChunkHeader> all = read(name);
        return all.isEmpty() ? null : all.get(0);
    }

    /** Notes a header, of a value that is about to be written. */
    void note(EntryName name, ChunkHeader header) {
        List<ChunkHeader> all = new ArrayList<>(read(name));
        all.removeIf(old -> old.generation() == header.generation());
        all.add(0, header);
        replace(name, all);
    }

    /** The value was deleted: none of its headers says any more what it is. Which generation was the last one stays. */
    void noteDeletion(EntryName name) {
        ChunkHeader newest = newest(name);
        if (newest != null) replace(name, List.of(newest.ofNothing()));
    }

    private void replace(EntryName name, List<ChunkHeader> headers) {
        try {
            Path next = Files.createTempFile(state, "pieces", ".new");
            try {
                Files.write(next, headers.stream().map(ChunkHeader::toString).toList());
                Files.move(next, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(next);
            }
        } catch (IOException unnoted) {
            // The header in the keychain says which generation was the last one that succeeded.
        }
    }

    private Path file(EntryName name) {
        return state.resolve(name.account() + ".pieces");
    }
}
