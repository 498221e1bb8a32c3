package io.brook.analysis.analyzer;

import java.util.Set;

/** Analyses files of some types, whatever protocol carries them. */
public interface FileAnalyzer {
    /** Its name in files.log, in upper case. */
    String name();

    /** The types of the files that it wants to see. */
    Set<String> mimeTypes();

    /** Begins to follow a file. */
    FileFollower open(FileContext context);
}
