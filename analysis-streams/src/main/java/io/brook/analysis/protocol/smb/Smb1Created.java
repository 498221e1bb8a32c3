package io.brook.analysis.protocol.smb;

/**
 * A file that a server of version 1 has opened.
 *
 * @param file its number
 * @param size its length in bytes
 */
record Smb1Created(int file, SmbTimes times, long size) {}
