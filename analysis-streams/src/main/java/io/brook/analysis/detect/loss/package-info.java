/** How much of the traffic a capture has missed, told from TCP's acknowledgments. */
package io.brook.analysis.detect.loss;
