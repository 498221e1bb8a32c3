/** Bytes that tell of an attack when a connection begins with them: Zeek's signatures that raise notices. */
package io.brook.analysis.signature;
