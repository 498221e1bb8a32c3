/**
 * SMTP (RFC 5321) with pipelining, CHUNKING (RFC 3030), STARTTLS (RFC 3207) and AUTH (RFC 4954). Guesses, as Zeek does, the state
 * of the talk from commands and replies rather than checking it; looks for envelopes, headers and the files that mails consist of.
 */
package io.brook.analysis.protocol.smtp;
