/**
 * Sigma rules over lines of logs: the open format in which security teams share detections (github.com/SigmaHQ/sigma-specification).
 * Rules are compiled when a process starts; which of them a line may match is looked up, so that a thousand cost little.
 */
package io.brook.analysis.sigma;
