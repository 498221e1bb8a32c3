/**
 * FTP (RFC 959, RFC 2428 for IPv6): commands and replies, the directory that the client is in, and the files that go over data
 * channels, which the control session announces.
 */
package io.brook.analysis.protocol.ftp;
