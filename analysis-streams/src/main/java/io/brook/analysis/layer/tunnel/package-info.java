/** Tunnel headers: which packets carry others, and where those start. */
package io.brook.analysis.layer.tunnel;
