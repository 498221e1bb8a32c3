/**
 * The remote desktop protocol up to where it is encrypted, for rdp.log: the negotiation of X.224, which says whether TLS
 * follows, and the conference of T.124 that is created where it does not (MS-RDPBCGR). Over UDP only that it is spoken
 * (MS-RDPEUDP).
 */
package io.brook.analysis.protocol.rdp;
