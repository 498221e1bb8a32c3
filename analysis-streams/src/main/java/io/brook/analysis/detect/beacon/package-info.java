/** Hosts that call somewhere at regular times. */
package io.brook.analysis.detect.beacon;
