package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileFollower;

/** An analyzer that follows a file, for as long as it wants. A bug in it costs the file this analyzer and nothing else. */
final class Attached {
    private final String name;
    private final FileFollower follower;
    private boolean stopped;

    Attached(String name, FileFollower follower) {
        this.name = name;
        this.follower = follower;
    }

    String name() {
        return name;
    }

    void data(byte[] bytes, int offset, int length) {
        if (!stopped && length > 0) {
            try {
                stopped = !follower.data(bytes, offset, length);
            } catch (RuntimeException e) {
                stopped = true;
            }
        }
    }

    void gap(long length) {
        if (!stopped) {
            try {
                stopped = !follower.gap(length);
            } catch (RuntimeException e) {
                stopped = true;
            }
        }
    }

    void end() {
        try {
            follower.end();
        } catch (RuntimeException e) {
            stopped = true;
        }
    }
}
