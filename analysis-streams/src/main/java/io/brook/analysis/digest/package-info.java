/** Digests whose state can be saved half way: the JDK's, or a library's where Java does not open the JDK's fields. */
package io.brook.analysis.digest;
