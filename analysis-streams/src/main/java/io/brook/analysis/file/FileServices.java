package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileAnalyzer;
import io.brook.analysis.file.extract.Extraction;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** What an open file needs of its engine. */
interface FileServices {
    /** Where contents are written to. */
    Extraction extraction();

    /** The type of contents that begin like this, or null. */
    String typeOf(byte[] first, int length);

    /** What looks into files of a type, which may be null. */
    List<FileAnalyzer> analyzersOf(String mimeType);

    /** Takes a line, of which the first field is filled in here. */
    void log(SpecificRecord line, long time);

    /** Takes what was found of a subject, of which the first field is filled in here. */
    void report(String subject, SpecificRecord found, long time);
}
