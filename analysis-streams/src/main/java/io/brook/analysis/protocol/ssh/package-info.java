/**
 * SSH, versions 1 and 2 (RFC 4253): what both sides say before they encrypt, and whether a login succeeded, guessed as Zeek does
 * from the lengths of what follows.
 */
package io.brook.analysis.protocol.ssh;
