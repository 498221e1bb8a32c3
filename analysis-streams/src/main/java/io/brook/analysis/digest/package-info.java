/**
 * Digests whose state can be saved half way, and taken up by another library: the JDK's, OpenSSL's for short runs, or Bouncy Castle's
 * where Java does not open the JDK's fields.
 */
package io.brook.analysis.digest;
