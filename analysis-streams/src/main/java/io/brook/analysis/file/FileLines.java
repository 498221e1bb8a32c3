package io.brook.analysis.file;

import io.brook.schemas.log.FilesLog;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes a file's lines of files.log: one for each connection that carried a part of it. */
final class FileLines {
    /** What looks into every file (Zeek's policy hash-all-files). */
    private static final Set<String> ALWAYS = Set.of("MD5", "SHA1", "SHA256");

    /** What is looked into as this has a log of its own, and is in no other (Zeek's X509::log_x509_in_files_log). */
    private static final String HIDDEN = "X509";

    private FileLines() {}

    static List<FilesLog> of(OpenFile file) {
        if (file.followers().stream().anyMatch(each -> each.name().equals(HIDDEN))) {
            return List.of();
        }
        List<FilesLog> lines = new ArrayList<>(file.carriers().size());
        for (Carrier carrier : file.carriers()) {
            FilesLog line = common(file);
            line.setUid(carrier.uid());
            line.setId(carrier.id());
            lines.add(line);
        }
        return lines;
    }

    private static FilesLog common(OpenFile file) {
        FilesLog line = new FilesLog();
        line.setTs(file.created());
        line.setFuid(file.fuid());
        line.setSource(file.origin().source());
        line.setDepth(file.origin().depth());
        line.setAnalyzers(analyzers(file));
        line.setMimeType(file.mimeType());
        line.setFilename(file.name());
        line.setDuration(file.lastActive() - file.created());
        line.setLocalOrig(file.isLocal());
        line.setIsOrig(file.origin().direction().isFromOriginator());
        line.setSeenBytes(file.seen());
        line.setTotalBytes(file.total() < 0 ? null : file.total());
        line.setMissingBytes(file.missing());
        line.setOverflowBytes(file.overflow());
        line.setTimedout(file.isTimedOut());
        line.setParentFuid(file.origin().parent());
        file.digests().fill(line);
        if (file.extracted() != null) {
            file.extracted().fill(line);
        }
        return line;
    }

    private static List<String> analyzers(OpenFile file) {
        Set<String> names = new TreeSet<>(ALWAYS);
        file.followers().forEach(each -> names.add(each.name()));
        return List.copyOf(names);
    }
}
