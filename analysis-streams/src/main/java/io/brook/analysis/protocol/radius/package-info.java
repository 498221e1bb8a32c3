/**
 * RADIUS (RFC 2865): an access server asks whether somebody may log in, and a line of radius.log says how that ended. Accounting
 * (RFC 2866) on the same port makes a line as well, as in Zeek, of which nothing is known but that it was there.
 */
package io.brook.analysis.protocol.radius;
