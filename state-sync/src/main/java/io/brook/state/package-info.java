/**
 * State-sync: owns the sets that all workers share. {@code KnownSet} holds the rules and knows no Kafka; {@code
 * ObservationStage} feeds it; {@link io.brook.state.StateTopology} connects it to topics.
 */
package io.brook.state;
