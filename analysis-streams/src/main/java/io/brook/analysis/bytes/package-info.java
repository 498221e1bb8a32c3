/** Reading bytes: what every parser needs, whatever it parses. */
package io.brook.analysis.bytes;
