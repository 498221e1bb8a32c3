/** What a file is, by its first bytes: Zeek's file-magic signatures as a table, and what matches them. */
package io.brook.analysis.file.magic;
