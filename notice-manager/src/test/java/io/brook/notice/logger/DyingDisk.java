package io.brook.notice.logger;

import io.brook.notice.disk.Disk;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;

/**
 * A file system whose process is killed before it does something for the n-th time. Nothing happens to the files after that. It is never
 * waited until something is on disk: what a process has written survives its end.
 */
final class DyingDisk extends Disk {
    /** The process is gone. */
    static final class Killed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final int last;
    private int count;

    DyingDisk(int last) {
        this.last = last;
    }

    /** One whose process is not killed. */
    static DyingDisk never() {
        return new DyingDisk(Integer.MAX_VALUE);
    }

    private void step() {
        if (++count >= last) {
            throw new Killed();
        }
    }

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        step();
        return super.open(file, options);
    }

    @Override
    public void truncate(Path file, long length) throws IOException {
        step();
        super.truncate(file, length);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        step();
        super.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        step();
        super.delete(file);
    }

    @Override
    public void force(Path file) {
        step();
    }

    @Override
    public void forceDirectory(Path directory) {
        step();
    }
}
