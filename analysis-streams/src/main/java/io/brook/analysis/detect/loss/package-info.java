/** How much of the traffic a capture has missed, told from TCP's acknowledgments; and traffic that stops. */
package io.brook.analysis.detect.loss;
