/** Detections: what many records say together. Detectors read records and raise notices; they never see a packet. */
package io.brook.analysis.detect;
