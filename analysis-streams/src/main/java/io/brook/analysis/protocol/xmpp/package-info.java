/** XMPP (RFC 6120) up to STARTTLS, or to where there will be none. There is no xmpp.log. */
package io.brook.analysis.protocol.xmpp;
