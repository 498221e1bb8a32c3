/** Which packets' payload no analysis needs: that of encrypted flows, once their handshake is over. */
package io.brook.capture.trim;
