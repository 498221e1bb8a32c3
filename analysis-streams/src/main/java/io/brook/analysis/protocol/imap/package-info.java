/** IMAP (RFC 9051) up to STARTTLS, or to where a client logs in without it. There is no imap.log. */
package io.brook.analysis.protocol.imap;
