package io.brook.analysis.file.extract;

import io.brook.schemas.disk.WritableDirectory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes files to a directory, which it makes. Keeps at most {@value #MAX_OPEN} of them open. Not thread-safe. */
public final class ExtractDirectory implements Extraction {
    static final int MAX_OPEN = 64;

    private static final Logger LOG = LoggerFactory.getLogger(ExtractDirectory.class);

    private final ExtractSettings settings;

    /** The one unused for longest first. */
    private final Map<String, FileChannel> open = new LinkedHashMap<>(16, 0.75f, true);

    private boolean failed;

    public ExtractDirectory(ExtractSettings settings) {
        this.settings = settings;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public Set<String> types() {
        return settings.types();
    }

    @Override
    public long limit() {
        return settings.limit();
    }

    @Override
    public boolean write(String name, long position, byte[] bytes, int offset, int length) {
        try {
            FileChannel channel = channel(name);
            ByteBuffer piece = ByteBuffer.wrap(bytes, offset, length);
            long at = position;
            while (piece.hasRemaining()) {
                at += channel.write(piece, at);
            }
            return true;
        } catch (IOException e) {
            remove(name, e);
            return false;
        }
    }

    private FileChannel channel(String name) throws IOException {
        FileChannel channel = open.get(name);
        if (channel == null) {
            Files.createDirectories(settings.directory());
            Path file = settings.directory().resolve(name);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            open.put(name, channel);
            closeOldest();
        }
        return channel;
    }

    private void closeOldest() throws IOException {
        if (open.size() > MAX_OPEN) {
            Iterator<FileChannel> oldest = open.values().iterator();
            FileChannel channel = oldest.next();
            oldest.remove();
            channel.close();
        }
    }

    @Override
    public boolean finish(String name) {
        FileChannel channel = open.remove(name);
        return channel == null || close(name, channel);
    }

    @Override
    public void close() {
        open.forEach(this::close);
        open.clear();
    }

    private boolean close(String name, FileChannel channel) {
        try {
            channel.close();
            return true;
        } catch (IOException e) {
            remove(name, e);
            return false;
        }
    }

    /** A file with a part missing must not be taken for the whole. */
    private void remove(String name, IOException problem) {
        report(problem);
        FileChannel channel = open.remove(name);
        try {
            if (channel != null) {
                channel.close();
            }
            Files.deleteIfExists(settings.directory().resolve(name));
        } catch (IOException e) {
            LOG.debug("{} cannot be removed", name, e);
        }
    }

    private void report(IOException problem) {
        if (!failed) {
            failed = true;
            LOG.warn(
                    "{}: files cannot be written there: {}; files.log names none that is not whole, and this is not said again",
                    settings.directory(),
                    WritableDirectory.reason(problem));
        }
    }
}
