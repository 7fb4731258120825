package io.github.keytray.keychain;

import io.github.keytray.GrantException.StoreUnavailable;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values of any length, in a keychain whose entries hold only so much. A value that fits is one entry, unless one before
 * it did not fit. Any other is cut into pieces, which its head then names:
 *
 * <pre>
 * user-0123…       keytray1:b3:DIGEST      the head: the generation, how many pieces, their SHA-256
 * user-0123…-1b-0  keytray1/…              the pieces of generation b
 * user-0123…-1b-1  keytray1/…
 * user-0123…-1b-2  keytray1/…
 * </pre>
 *
 * A new value is written as a generation of its own; then the head, in one write, makes it the value; then the old
 * pieces go. A process that dies on the way leaves the old value or the new one, and pieces that the next write clears:
 * they are written from the first up and deleted from the last down, so that none is left behind a gap.
 *
 * <p>A write that was given up may still reach the keychain, after later ones. No other write has its pieces, as each
 * write takes the next letter; its head names pieces that are gone, and then the {@linkplain LastHeaders last headers}
 * say which ones are the value. Where it arrives between the reading of a value and the writing of what follows from it,
 * nothing is written: an object is for one such change.
 */
final class ChunkedEntries {
    private static final int READS = 5;

    private final Backend backend;
    private final KeychainFailures problem;
    private final int longest;
    private final LastHeaders last;
    private final KeychainExecutor.CancellationToken asker;
    /** What was in the entries whose values were read here. */
    private final Map<EntryName, Optional<String>> read = new HashMap<>();

    /**
     * @param longest what an entry holds, in characters
     * @param last what was written last
     * @param asker the caller; values are written only as long as it waits
     */
    ChunkedEntries(
            Backend backend,
            KeychainFailures problem,
            int longest,
            LastHeaders last,
            KeychainExecutor.CancellationToken asker) {
        this.backend = backend;
        this.problem = problem;
        this.longest = longest;
        this.last = last;
        this.asker = asker;
    }

    /** The value; a head whose pieces are not there is given back as it is. */
    Optional<String> get(EntryName name) throws StoreUnavailable, InterruptedException {
        String head = head(name).orElse(null);
        for (int reads = 1; head != null; reads++) {
            ChunkHeader pieces = ChunkHeader.parse(head);
            if (pieces == null) return Optional.of(head);
            String value = join(name, pieces);
            if (value != null) return Optional.of(value);
            // Readers take no lock, so another process may just have written.
            String now = head(name).orElse(null);
            if (head.equals(now) || reads == READS) return byLastHeaders(name, head);
            head = now;
        }
        return Optional.empty();
    }

    /** The value behind a head that came too late. */
    private Optional<String> byLastHeaders(EntryName name, String head) throws StoreUnavailable, InterruptedException {
        for (ChunkHeader pieces : last.read(name)) {
            if (pieces.isOfNothing()) return Optional.empty();
            String value = join(name, pieces);
            if (value != null) return Optional.of(value);
        }
        return Optional.of(head);
    }

    /** As {@link #get}; empty only when the value is not in another keychain either. */
    Optional<String> find(EntryName name) throws StoreUnavailable, InterruptedException {
        Optional<String> value = get(name);
        if (value.isEmpty()) backend.failIfStoredElsewhere();
        return value;
    }

    /**
     * Writes the value, whole or not at all. Across processes only a lock makes it one step with what was read.
     *
     * @throws StoreUnavailable with the reason BUSY where the entry has changed since it was read here, or else since this
     *     call began: another process that holds no lock any more has written
     */
    void put(EntryName name, String value) throws StoreUnavailable, InterruptedException {
        Optional<String> head = read.containsKey(name) ? read.get(name) : head(name);
        ChunkHeader old = head.map(ChunkHeader::parse).orElse(null);
        ChunkHeader before = isLimited() ? last.newest(name) : null;
        // One that came before it in chunks, and late, would take the place of a value that is not in chunks.
        boolean isAfterChunks = before != null && !before.isOfNothing();
        if (value.length() <= longest && !isAfterChunks) {
            replace(name, value);
            clean(name, old, before, null);
            return;
        }
        ChunkHeader next = ChunkHeader.of(value, longest, old, before);
        if (next.count() > ChunkHeader.MOST) throw problem.tooLarge(null);
        last.note(name, next);
        for (int i = 0; i < next.count(); i++) {
            EntryName piece = name.piece(next.generation(), i);
            set(piece, ChunkHeader.piece(value, longest, i));
            takeBackIfLate(piece);
        }
        replace(name, next.toString());
        clean(name, old, before, next);
    }

    private void replace(EntryName name, String value) throws StoreUnavailable, InterruptedException {
        unchanged(name);
        set(name, value);
        read.put(name, Optional.of(value));
    }

    /** @throws StoreUnavailable as {@link #put} */
    void delete(EntryName name) throws StoreUnavailable, InterruptedException {
        ChunkHeader old = unchanged(name).map(ChunkHeader::parse).orElse(null);
        read.remove(name);
        ChunkHeader before = isLimited() ? last.newest(name) : null;
        asker.throwIfCancelled();
        backend.delete(name);
        if (old == null && !isLimited()) return;
        if (before != null) last.noteDeletion(name);
        int most = Math.max(old == null ? 0 : old.count(), before == null ? 0 : before.count());
        for (char generation : ChunkHeader.generations().toCharArray()) {
            clear(name, generation, 0);
            // A piece that came too late can be behind a gap.
            for (int i = 1; i < most; i++) clear(name, generation, i);
        }
    }

    /** A piece that was written when no caller waited for it any more belongs to no value. */
    private void takeBackIfLate(EntryName piece) throws StoreUnavailable, InterruptedException {
        try {
            asker.throwIfCancelled();
        } catch (InterruptedException late) {
            backend.delete(piece);
            throw late;
        }
    }

    private void set(EntryName name, String value) throws StoreUnavailable, InterruptedException {
        asker.throwIfCancelled();
        backend.set(name, value);
    }

    private boolean isLimited() {
        return longest < Integer.MAX_VALUE;
    }

    /** What is in the entry, which must be what was read here before, if it was. */
    private Optional<String> unchanged(EntryName name) throws StoreUnavailable, InterruptedException {
        boolean wasRead = read.containsKey(name);
        Optional<String> known = read.getOrDefault(name, Optional.empty());
        Optional<String> head = head(name);
        if (wasRead && !head.equals(known)) throw KeychainFailures.busy();
        return head;
    }

    /** What is in the entry: the value, or the head of one that is in pieces. */
    private Optional<String> head(EntryName name) throws StoreUnavailable, InterruptedException {
        Optional<String> head = backend.get(name);
        read.put(name, head);
        return head;
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

    /**
     * Clears the pieces of the old value, of the one before it, whose clearing may not have come to its end, and of every
     * write since that did not become the value.
     */
    private void clean(
            EntryName name, @Nullable ChunkHeader old, @Nullable ChunkHeader before, @Nullable ChunkHeader now)
            throws InterruptedException {
        ChunkHeader first = old == null ? before : old;
        if (first == null) return;
        char end = before == null ? first.generation() : before.generation();
        for (char generation : ChunkHeader.generations(first.generation(), end).toCharArray()) {
            if (now == null || generation != now.generation()) clear(name, generation, 0);
        }
    }

    /** Clears a generation from this piece on. The value is written by then: what stays goes with the next write. */
    private void clear(EntryName name, char generation, int from) throws InterruptedException {
        try {
            int end = from;
            while (backend.get(name.piece(generation, end)).isPresent()) end++;
            while (end > from) {
                asker.throwIfCancelled();
                backend.delete(name.piece(generation, --end));
            }
        } catch (StoreUnavailable later) {
            // They are not read any more.
        }
    }
}
