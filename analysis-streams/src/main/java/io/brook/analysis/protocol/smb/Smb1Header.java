package io.brook.analysis.protocol.smb;

/**
 * The header of a message of version 1 (MS-CIFS, section 2.2.3.1).
 *
 * @param command the first command
 * @param unicode whether texts are in UTF-16
 * @param tree the number of the share
 * @param exchange the number that a request and its reply have in common
 */
record Smb1Header(int command, boolean unicode, int tree, int exchange) {}
