package io.brook.capture.spool;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Where a spool's files are, and what to do with them.
 *
 * @param links one or more, each with files of its own
 * @param settle how long a file must stay unchanged before it is taken
 * @param window how far packets of one link may be out of order, and how far apart the same packet of two links may be
 * @param patience how long packets of other links wait for a link that has no further file, by the clock
 * @param done what to do with files whose packets have been committed
 * @param deduplicate whether packets that another link has already had are left out
 * @param untilEmpty whether the spool ends when no files are left
 */
public record SpoolConfig(
        List<Link> links,
        Duration settle,
        Duration window,
        Duration patience,
        Done done,
        boolean deduplicate,
        boolean untilEmpty) {
    public static final Duration SETTLE = Duration.ofSeconds(2);
    public static final Duration WINDOW = Duration.ofMillis(20);
    public static final Duration PATIENCE = Duration.ofMinutes(15);

    /**
     * One link's files.
     *
     * @param directory where they are, as an absolute path
     * @param pattern which of the directory's files they are, as a shell has it; all where there is none
     * @param ahead by how much the link's clock is ahead
     */
    public record Link(Path directory, Optional<String> pattern, Duration ahead) {
        /** Its name in messages and positions. */
        public String name() {
            return directory + pattern.map(each -> "/" + each).orElse("");
        }
    }

    /** What to do with files. */
    public enum Fate {
        KEPT,
        DELETED,
        MOVED
    }

    /** @param to where files are moved, if they are */
    public record Done(Fate fate, Optional<Path> to) {
        public static final Done KEEP = new Done(Fate.KEPT, Optional.empty());
        public static final Done DELETE = new Done(Fate.DELETED, Optional.empty());

        public static Done move(Path to) {
            return new Done(Fate.MOVED, Optional.of(to));
        }
    }
}
