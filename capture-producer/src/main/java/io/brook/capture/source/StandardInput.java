package io.brook.capture.source;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.file.Path;

/** Standard input as a trace: {@code -} in the place of a file, as with tcpdump and Zeek. It can be read only once. */
public final class StandardInput {
    private static final Path NAME = Path.of("-");

    private StandardInput() {}

    /** Whether this stands for standard input; a file of that name is {@code ./-}. */
    public static boolean is(Path file) {
        return file.equals(NAME);
    }

    /** A channel's stream: one that waits for more can be closed, which it would not notice otherwise. */
    static InputStream open() {
        return Channels.newInputStream(new FileInputStream(FileDescriptor.in).getChannel());
    }
}
