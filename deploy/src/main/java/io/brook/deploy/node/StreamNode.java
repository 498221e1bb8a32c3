package io.brook.deploy.node;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamTasks;
import io.brook.deploy.cluster.StreamsGroup;
import io.brook.deploy.cluster.Takeover;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.Watch;

/** A process's share of an application's stream tasks. */
public final class StreamNode implements AutoCloseable {
    private final GroupProtocol protocol;
    private final Takeover takeover;
    private final StreamTasks tasks;

    private StreamNode(Application application, TaskConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        protocol = kafka.ask(admin -> config.streams().protocol().agree(admin, application, config.streams()));
        takeover = new Takeover(new StreamsGroup(kafka.admin(), application, protocol));
        tasks = new StreamTasks(
                application,
                config.with(protocol),
                kafka.client(),
                kafka.partitions(),
                kafka.replication(),
                watch,
                takeover::changed);
    }

    /**
     * Starts it, and returns when it has its share.
     *
     * @param watch is told when it fails later
     * @throws RunException when it does not start
     */
    public static StreamNode start(Application application, TaskConfig config, KafkaCluster kafka, Watch watch)
            throws RunException, InterruptedException {
        StreamNode node = new StreamNode(application, config, kafka, watch);
        try {
            node.tasks.start();
            watch.await(node.tasks.ready());
            return node;
        } catch (RunException | InterruptedException | RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /** How the processes share out the tasks. */
    public GroupProtocol protocol() {
        return protocol;
    }

    /** Leaves the group, so that the others take over at once. */
    @Override
    public void close() {
        tasks.close();
        takeover.close();
    }
}
