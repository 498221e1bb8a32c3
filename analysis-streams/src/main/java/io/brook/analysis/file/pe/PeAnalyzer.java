package io.brook.analysis.file.pe;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.analyzer.FileContext;
import io.brook.analysis.analyzer.FileFollower;
import java.util.Set;

/** Looks into Windows executables, for pe.log. */
public final class PeAnalyzer implements FileAnalyzer {
    @Override
    public String name() {
        return "PE";
    }

    @Override
    public Set<String> mimeTypes() {
        return Set.of("application/x-dosexec");
    }

    @Override
    public FileFollower open(FileContext context) {
        return new PeFollower(context);
    }
}
