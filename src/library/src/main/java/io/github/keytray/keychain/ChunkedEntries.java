package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of any length, in a keychain whose entries hold only so much. A value that fits is one entry. Any other is cut
 * into pieces, which its head then names:
 *
 * <pre>
 * user-0123…       keytray1:b3:DIGEST      the head: the generation, how many pieces, their SHA-256
 * user-0123…-1b-0  keytray1/…              the pieces of generation b
 * user-0123…-1b-1  keytray1/…
 * user-0123…-1b-2  keytray1/…
 * </pre>
 *
 * A new value is written as the other generation; then the head, in one write, makes it the value; then the old pieces
 * go. A process that dies on the way leaves the old value or the new one, and pieces that the next write clears: they
 * are written from the first up and deleted from the last down, so that none is left behind a gap.
 */
final class ChunkedEntries {
    private static final int READS = 5;

    private final Backend backend;
    private final KeychainFailures problem;
    private final int longest;
    private final KeychainExecutor.CancellationToken asker;

    /**
     * @param longest what an entry holds, in characters
     * @param asker the caller; values are written only as long as it waits
     */
    ChunkedEntries(Backend backend, KeychainFailures problem, int longest, KeychainExecutor.CancellationToken asker) {
        this.backend = backend;
        this.problem = problem;
        this.longest = longest;
        this.asker = asker;
    }

    /** The value; a head whose pieces are not there is given back as it is. */
    Optional<String> get(EntryName name) throws StoreUnavailable, InterruptedException {
        String head = backend.get(name).orElse(null);
        for (int reads = 1; head != null; reads++) {
            ChunkHeader pieces = ChunkHeader.parse(head);
            if (pieces == null) return Optional.of(head);
            String value = join(name, pieces);
            if (value != null) return Optional.of(value);
            // Readers take no lock, so another process may just have written.
            String now = backend.get(name).orElse(null);
            if (head.equals(now) || reads == READS) return Optional.of(head);
            head = now;
        }
        return Optional.empty();
    }

    /** As {@link #get}; empty only when the value is not in another keychain either. */
    Optional<String> find(EntryName name) throws StoreUnavailable, InterruptedException {
        Optional<String> value = get(name);
        if (value.isEmpty()) backend.failIfStoredElsewhere();
        return value;
    }

    /** Writes the value, whole or not at all. Across processes only a lock makes it one step with what was read. */
    void put(EntryName name, String value) throws StoreUnavailable, InterruptedException {
        ChunkHeader old = oldHead(name);
        if (value.length() <= longest) {
            set(name, value);
            if (old != null || isLimited()) clean(name, null);
            return;
        }
        ChunkHeader head = ChunkHeader.of(value, longest, old);
        if (head.count() > ChunkHeader.MOST) throw problem.tooLarge(null);
        for (int i = 0; i < head.count(); i++)
            set(name.piece(head.generation(), i), ChunkHeader.piece(value, longest, i));
        set(name, head.toString());
        clean(name, head);
    }

    void delete(EntryName name) throws StoreUnavailable, InterruptedException {
        ChunkHeader old = oldHead(name);
        asker.throwIfCancelled();
        backend.delete(name);
        if (old != null || isLimited()) clean(name, null);
    }

    private void set(EntryName name, String value) throws StoreUnavailable, InterruptedException {
        asker.throwIfCancelled();
        backend.set(name, value);
    }

    private boolean isLimited() {
        return longest < Integer.MAX_VALUE;
    }

    private @Nullable ChunkHeader oldHead(EntryName name) throws StoreUnavailable, InterruptedException {
        return backend.get(name).map(ChunkHeader::parse).orElse(null);
    }

    private @Nullable String join(EntryName name, ChunkHeader head) throws StoreUnavailable, InterruptedException {
        StringBuilder value = new StringBuilder();
        for (int i = 0; i < head.count(); i++) {
            String piece = backend.get(name.piece(head.generation(), i)).orElse("");
            if (!piece.startsWith(ChunkHeader.PIECE)) return null;
            value.append(piece, ChunkHeader.PIECE.length(), piece.length());
        }
        return head.isOf(value.toString()) ? value.toString() : null;
    }

    /** Clears what does not belong to the head. The value is written by then: what stays goes with the next write. */
    private void clean(EntryName name, @Nullable ChunkHeader head) throws InterruptedException {
        try {
            for (char generation : ChunkHeader.GENERATIONS) {
                clear(name, generation, head != null && head.generation() == generation ? head.count() : 0);
            }
        } catch (StoreUnavailable later) {
            // They are not read any more.
        }
    }

    private void clear(EntryName name, char generation, int from) throws StoreUnavailable, InterruptedException {
        int end = from;
        while (backend.get(name.piece(generation, end)).isPresent()) end++;
        while (end > from) backend.delete(name.piece(generation, --end));
    }
}
