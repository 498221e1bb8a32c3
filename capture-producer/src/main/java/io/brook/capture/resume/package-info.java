/** What makes a broken-off capture go on where it was: which traces they were, which records Kafka has, and a sensor's lives. */
package io.brook.capture.resume;
