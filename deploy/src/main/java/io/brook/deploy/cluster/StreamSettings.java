package io.brook.deploy.cluster;

import java.time.Duration;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How stream tasks are run. No result depends on this.
 *
 * @param threads how many threads run the tasks
 * @param standbys how many other processes keep a copy of each task's state
 * @param commitInterval how often tasks commit; each stage waits for the one before it
 * @param patience how long the others wait for a silent process
 * @param saved whether the state of tasks is saved: another process could take them over
 * @param rest how it waits for something to do
 * @param protocol how tasks are assigned to the processes of an application
 * @param guarantee Kafka Streams' {@code processing.guarantee}
 */
public record StreamSettings(
        int threads,
        int standbys,
        Duration commitInterval,
        Patience patience,
        boolean saved,
        Rest rest,
        GroupProtocol protocol,
        String guarantee) {

    /**
     * A result passes through several stages, each of which waits for the one before it to commit; and each commit saves all connections
     * that got packets since the last one.
     */
    public static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    /**
     * For one process that runs every stage, until it is through with its traces. When it dies, its broker does, too, and it begins
     * again.
     */
    public static StreamSettings alone(int threads, Duration commitInterval) {
        return new StreamSettings(
                threads,
                0,
                commitInterval,
                Patience.ALONE,
                false,
                Rest.LIGHT,
                GroupProtocol.CLASSIC,
                StreamsConfig.EXACTLY_ONCE_V2);
    }

    /** For a process that shares its tasks with others. */
    public static StreamSettings shared(int threads, int standbys, Duration commitInterval, GroupProtocol protocol) {
        return new StreamSettings(
                threads,
                standbys,
                commitInterval,
                Patience.CLUSTER,
                true,
                Rest.SOUND,
                protocol,
                StreamsConfig.EXACTLY_ONCE_V2);
    }

    /** The same, as in a cluster: state is saved. */
    public StreamSettings saving() {
        return new StreamSettings(threads, standbys, commitInterval, patience, true, rest, protocol, guarantee);
    }

    /** The same for a process that runs until it is told to end. */
    public StreamSettings lasting() {
        return new StreamSettings(threads, standbys, commitInterval, patience, saved, Rest.SOUND, protocol, guarantee);
    }

    /** The same with the protocol that was agreed on with the brokers. */
    StreamSettings with(GroupProtocol agreed) {
        return new StreamSettings(threads, standbys, commitInterval, patience, saved, rest, agreed, guarantee);
    }

    /** The same with another {@code processing.guarantee}. */
    public StreamSettings guaranteeing(String other) {
        return new StreamSettings(threads, standbys, commitInterval, patience, saved, rest, protocol, other);
    }
}
