/**
 * SMB: version 1 (MS-CIFS, MS-SMB) and versions 2 and 3 (MS-SMB2), in the framing of NetBIOS sessions (RFC 1002, section 4.3).
 * Followed as far as shares, and files that are opened, read, written, renamed and deleted.
 */
package io.brook.analysis.protocol.smb;
