/** What protocols made of lines have in common: how a stream is split into lines, and how a session goes through them. */
package io.brook.analysis.line;
