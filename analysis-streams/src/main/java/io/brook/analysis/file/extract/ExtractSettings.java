package io.brook.analysis.file.extract;

import java.nio.file.Path;
import java.util.Set;

/**
 * Which files are written where.
 *
 * @param directory where to
 * @param limit how many bytes of a file at most; those that are missing count
 * @param types the MIME types of the files that are written; all files when empty
 */
public record ExtractSettings(Path directory, long limit, Set<String> types) {}
