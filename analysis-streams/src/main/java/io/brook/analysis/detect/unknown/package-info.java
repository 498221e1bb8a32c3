/** Protocols that are not analysed. */
package io.brook.analysis.detect.unknown;
