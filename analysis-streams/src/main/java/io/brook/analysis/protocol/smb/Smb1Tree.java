package io.brook.analysis.protocol.smb;

/**
 * A share that a client of version 1 asks for, or gets.
 *
 * @param path where it is; null in a reply
 * @param service what kind of resource it is
 * @param fileSystem what it is made of; empty when that is not said
 */
record Smb1Tree(String path, String service, String fileSystem) {}
