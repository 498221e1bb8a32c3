/** Oddities on the wire, and what is to be done about each: Zeek's weirds. */
package io.brook.analysis.weird;
