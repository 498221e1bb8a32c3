/**
 * Finger (RFC 1288), the smallest protocol here: read it first when adding one, with {@code docs/adding-a-protocol.md}. It has no
 * log; conn.log names it as the service.
 */
package io.brook.analysis.protocol.finger;
