/** The captures: traces, spools and taps, each from its packets to the topic {@code packets}. */
package io.brook.capture.run;
