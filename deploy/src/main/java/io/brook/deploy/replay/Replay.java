package io.brook.deploy.replay;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.record.ReplayPartition;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.ReplaySensor;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * One process of a replay: stream tasks of every stage that read a stretch of the packets of a Brook, with a group and topics of their
 * own. One process plans it, writes its logs and removes its traces; others may share the work.
 */
public final class Replay implements AutoCloseable {
    private static final long POLL_MS = 500;

    /** How long the others of a replay that is done have to leave, in polls. */
    private static final int LEAVING = 240;

    private final Map<String, Object> source;
    private final ReplayPlan plan;
    private final Slice slice;
    private final KafkaCluster kafka;
    private final ReplayRuns runs;
    private final Watch watch = new Watch();
    private StreamNode node;

    private Replay(Map<String, Object> source, ReplayPlan plan, KafkaCluster kafka) {
        this.source = source;
        this.plan = plan;
        this.kafka = kafka;
        slice = Slice.of(plan);
        runs = new ReplayRuns(source);
    }

    /**
     * Connects to what a plan names; creates its topics if they do not exist.
     *
     * @param source the settings that clients of the Brook connect with whose packets are analysed
     * @param topics how the Brook's own topics are created, by their number of partitions
     * @param say takes a line when brokers go or come
     */
    public static Replay open(
            Map<String, Object> source, ReplayPlan plan, IntFunction<TopicPlan> topics, Consumer<String> say)
            throws RunException, InterruptedException {
        Names names = new Names(plan.getPrefix(), Names.of(source).source());
        int partitions = plan.getPartitions().size();
        return new Replay(
                source,
                plan,
                KafkaCluster.open(names.in(source), topics.apply(partitions).ofReplay(names), say));
    }

    /** What it analyses. */
    public ReplayPlan plan() {
        return plan;
    }

    /** The sensors that it analyses, as records name them. */
    public Set<String> sensors() {
        return plan.getSensors().stream().map(ReplaySensor::getSensor).collect(Collectors.toSet());
    }

    /** How many records it reads, in all of its processes. */
    public long records() {
        return plan.getPartitions().stream()
                .mapToLong(each -> each.getStop() - each.getStart())
                .sum();
    }

    /**
     * Prepares what its processes need, if this is its beginning: from where they read, and what they know from the day before. Only
     * then can others join.
     *
     * @return how many reports of the day before they know; empty when the replay had begun
     */
    public Optional<Long> prepare() throws RunException, InterruptedException {
        try {
            if (runs.find(plan.getRun()).isPresent()) {
                return Optional.empty();
            }
            Map<TopicPartition, OffsetAndMetadata> starts = plan.getPartitions().stream()
                    .collect(Collectors.toMap(
                            each -> partition(each.getPartition()), each -> new OffsetAndMetadata(each.getStart())));
            long told = new EarlierKnowledge(source, kafka.client(), plan).tell();
            try (Admin admin = Admin.create(source)) {
                admin.alterConsumerGroupOffsets(group(), starts).all().get();
            }
            runs.tell(plan);
            return Optional.of(told);
        } catch (ExecutionException e) {
            throw RunException.of("the replay's beginning", e);
        }
    }

    private TopicPartition partition(int number) {
        return new TopicPartition(Names.of(source).of(Topics.PACKETS), number);
    }

    private String group() {
        return Application.ALL.id(Names.of(kafka.client()));
    }

    /** Starts this process's share of the work. */
    public void start(TaskConfig config) throws RunException, InterruptedException {
        node = StreamNode.start(Application.ALL, config.of(slice), kafka, watch);
    }

    /**
     * Writes the logs, and returns when they are complete.
     *
     * @return the number of lines of each log
     */
    public Map<String, Long> writeLogs(LoggerConfig files) throws RunException, InterruptedException {
        try (LogWriter logs = new LogWriter(kafka.client(), files)) {
            watch.await(watch.run("logger", () -> {
                logs.runUntilEnd(sensors());
                return null;
            }));
            return logs.lines();
        }
    }

    /** Returns when all lines are in the topics. */
    public void awaitLines() throws RunException, InterruptedException {
        watch.await(watch.run("progress", () -> {
            new ReplayEnd(sensors()).await(kafka.client());
            return null;
        }));
    }

    /** For a process that has joined: returns when the one that planned the replay says that it is done. */
    public void awaitDone() throws RunException, InterruptedException {
        watch.await(watch.run("replay", () -> {
            while (!runs.find(plan.getRun()).map(ReplayPlan::getDone).orElse(true)) {
                TimeUnit.MILLISECONDS.sleep(POLL_MS);
            }
            return null;
        }));
    }

    /** How many records all of its processes have read, by what they have committed. */
    public long recordsRead() throws InterruptedException {
        try (Admin admin = Admin.create(source)) {
            Map<TopicPartition, OffsetAndMetadata> now = admin.listConsumerGroupOffsets(group())
                    .partitionsToOffsetAndMetadata()
                    .get();
            long read = 0;
            for (ReplayPartition each : plan.getPartitions()) {
                OffsetAndMetadata at = now.get(partition(each.getPartition()));
                if (at != null) {
                    read += Math.min(at.offset(), each.getStop()) - each.getStart();
                }
            }
            return read;
        } catch (ExecutionException e) {
            return 0;
        }
    }

    /**
     * Ends the replay: its processes leave, and what it needed at the brokers is removed.
     *
     * @param lines whether the topics of its lines stay
     * @param everything whether everything stays, for someone to look at
     */
    public void finish(boolean lines, boolean everything) throws RunException, InterruptedException {
        try (Admin admin = Admin.create(source)) {
            runs.tell(ReplayPlan.newBuilder(plan).setDone(true).build());
            node.close();
            node = null;
            if (!everything) {
                awaitEmpty(admin);
                remove(admin, lines);
            }
            runs.forget(plan.getRun());
        } catch (ExecutionException e) {
            throw RunException.of("the removal of the replay's topics", e);
        }
    }

    private void awaitEmpty(Admin admin) throws ExecutionException, InterruptedException {
        for (int i = 0; i < LEAVING; i++) {
            ConsumerGroupDescription members = admin.describeConsumerGroups(List.of(group()))
                    .describedGroups()
                    .get(group())
                    .get();
            if (members.members().isEmpty()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private void remove(Admin admin, boolean lines) throws ExecutionException, InterruptedException {
        Names names = Names.of(kafka.client());
        Set<String> topics = new HashSet<>(admin.listTopics().names().get());
        topics.removeIf(each -> !each.startsWith(names.prefix())
                || each.equals(names.of(Topics.PACKETS))
                || lines && each.startsWith(names.of(Topics.LOG_PREFIX)));
        admin.deleteTopics(topics).all().get();
        try {
            admin.deleteConsumerGroups(List.of(group())).all().get();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        watch.close();
        if (node != null) {
            node.close();
        }
        kafka.close();
    }
}
