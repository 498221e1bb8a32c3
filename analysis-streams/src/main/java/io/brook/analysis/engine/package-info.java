/** The engine: the whole way from packet to record, still without Kafka. */
package io.brook.analysis.engine;
