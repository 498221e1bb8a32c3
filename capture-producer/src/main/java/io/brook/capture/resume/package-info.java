/** How an interrupted capture resumes: which traces they were, which records Kafka has, and the lives of a sensor. */
package io.brook.capture.resume;
