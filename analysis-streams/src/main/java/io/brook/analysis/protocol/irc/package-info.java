/**
 * IRC (RFC 1459, RFC 2812): what clients say of themselves and where they join, and the files that they send each other directly
 * (DCC).
 */
package io.brook.analysis.protocol.irc;
