/** Scans: a source that tries many targets in vain. */
package io.brook.analysis.detect.scan;
