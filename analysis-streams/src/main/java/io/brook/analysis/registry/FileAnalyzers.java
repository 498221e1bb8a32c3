package io.brook.analysis.registry;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.file.pe.PeAnalyzer;
import java.util.List;

/** Everything that looks into files of some types: the one place where one is added. */
public final class FileAnalyzers {
    /** In alphabetical order. */
    public static final List<FileAnalyzer> ALL = List.of(new PeAnalyzer());

    private FileAnalyzers() {}
}
