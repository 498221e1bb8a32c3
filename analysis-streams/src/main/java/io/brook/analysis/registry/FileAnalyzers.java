package io.brook.analysis.registry;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.file.ocsp.OcspAnalyzer;
import io.brook.analysis.file.pe.PeAnalyzer;
import io.brook.analysis.file.x509.X509Analyzer;
import java.util.List;

/** Everything that looks into files of some types: the one place where one is added. */
public final class FileAnalyzers {
    /** In alphabetical order. */
    public static final List<FileAnalyzer> ALL = List.of(new OcspAnalyzer(), new PeAnalyzer(), new X509Analyzer());

    private FileAnalyzers() {}
}
