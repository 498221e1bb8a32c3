package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;

/**
 * A request of version 1 to read from a file, or to write to it.
 *
 * @param file its number
 * @param position where in it
 * @param data what is written; null for reading
 */
record Smb1Access(int file, long position, FieldReader data) {}
