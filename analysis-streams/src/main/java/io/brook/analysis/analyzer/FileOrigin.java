package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;

/**
 * What a session knows of a file when it begins to see it.
 *
 * @param source the protocol in upper case, as files.log names it
 * @param direction in which it is sent
 * @param depth how deep it lies in its message: 1 for the only part or the first level of parts, 0 where that means nothing
 * @param name its name, or null
 * @param size how many bytes it will have; -1 when nobody has said
 * @param parent the identifier of the file that it is a part of, or null
 * @param key what pieces of one file have in common when they come over several connections between the same hosts; null for a
 *     file of this session alone
 * @param mimeType what it is known to be, so that its first bytes need not tell; null when they must
 */
public record FileOrigin(
        String source,
        Direction direction,
        int depth,
        String name,
        long size,
        String parent,
        String key,
        String mimeType) {
    /** A file whose first bytes must tell what it is. */
    public FileOrigin(
            String source, Direction direction, int depth, String name, long size, String parent, String key) {
        this(source, direction, depth, name, size, parent, key, null);
    }
}
