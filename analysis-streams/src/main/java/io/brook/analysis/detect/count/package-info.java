/** Counting by subject, in event time and in bounded memory. */
package io.brook.analysis.detect.count;
