/** The workers' stream tasks: a thin layer of Kafka Streams over the engine and the detectors. */
package io.brook.analysis.topology;
