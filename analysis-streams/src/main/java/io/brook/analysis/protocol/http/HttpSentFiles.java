package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.FileFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The files that one side has sent in a transaction, as far as they are logged. */
final class HttpSentFiles {
    /** Zeek's HTTP::max_files_orig and max_files_resp. */
    private static final int MAX_FILES = 15;

    private List<FileFeed> files;

    /** Null when there are none. */
    List<String> names;

    /** The files whose type was not known yet, because another connection had carried only their beginning. */
    private List<FileFeed> newFiles;

    void add(FileFeed file, String name) {
        if (files == null) {
            files = new ArrayList<>(1);
            newFiles = new ArrayList<>(1);
        }
        if (files.size() >= MAX_FILES) {
            return;
        }
        files.add(file);
        if (file.mimeType() == null) {
            newFiles.add(file);
        }
        if (name != null) {
            if (names == null) {
                names = new ArrayList<>(1);
            }
            names.add(name);
        }
    }

    /** @return null when there are none */
    List<String> fuids() {
        return files == null ? null : files.stream().map(FileFeed::fuid).toList();
    }

    /** @return null when none is known */
    List<String> mimeTypes() {
        if (files == null) {
            return null;
        }
        List<String> types = newFiles.stream()
                .map(FileFeed::mimeType)
                .filter(Objects::nonNull)
                .toList();
        return types.isEmpty() ? null : types;
    }
}
