package io.brook.notice.logger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What others do to a log file. */
enum Rotation {
    /** As {@code logrotate} with {@code nocreate}. */
    MOVE {
        @Override
        void apply(Path log, Path to) throws IOException {
            Files.move(log, to);
        }
    },
    /** As {@code logrotate} with {@code create}. */
    MOVE_AND_CREATE {
        @Override
        void apply(Path log, Path to) throws IOException {
            Files.move(log, to);
            Files.createFile(log);
        }
    },
    /** As {@code logrotate} with {@code copytruncate}. */
    COPY_AND_TRUNCATE {
        @Override
        void apply(Path log, Path to) throws IOException {
            Files.copy(log, to);
            FileChannel.open(log, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                    .close();
        }
    };

    abstract void apply(Path log, Path to) throws IOException;

    /** Rotates {@code conn.log} to {@code conn.log.N}. */
    void apply(Path log, int number) {
        try {
            apply(log, log.resolveSibling(log.getFileName() + "." + number));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
