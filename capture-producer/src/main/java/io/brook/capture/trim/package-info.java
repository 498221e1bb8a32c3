/** Which packets' payload no analysis needs: that of encrypted flows, once their handshake is over, and of flows that workers name. */
package io.brook.capture.trim;
