package io.brook.deploy.node;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The right to be the only living process that captures for a sensor, or has a node's name. A process that wants it joins a consumer
 * group on a topic of one partition, and has the right when the partition is assigned to it. A living owner keeps the partition, so
 * another process is refused within a second or two without disturbing it; a dead owner loses it when the brokers have not heard
 * from it for {@link #SESSION_MS}.
 */
public final class Ownership implements AutoCloseable {
    /** A sensor, as what a capture owns. */
    public static final String SENSOR = "sensor";

    /** A tap, as what a capture owns. */
    public static final String TAP = "tap";

    private static final String OF_SENSOR = " of sensor ";

    /** The least that brokers allow by default. */
    private static final int SESSION_MS = 6_000;

    private static final int HEARTBEAT_MS = 500;
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CLOSE_TIMEOUT_S = 5;

    private final CompletableFuture<Boolean> decision = new CompletableFuture<>();
    private final String owned;
    private final Thread thread;
    private volatile boolean closing;

    /**
     * Claims it; {@link #await} waits for the result.
     *
     * @param client the settings that clients connect with
     * @param what a sensor or a node
     * @param name its name
     */
    public Ownership(Map<String, Object> client, String what, String name) {
        this.owned = what + " " + name;
        thread = new Thread(() -> belong(client, group(Names.of(client), what, name)), "brook-owner-of-" + what);
        thread.setDaemon(true);
        thread.start();
    }

    /** The name under which a tap is owned. */
    public static String tap(String tap, String sensor) {
        return tap + OF_SENSOR + sensor;
    }

    /** The sensor of a tap, by the name of the group that owns it. */
    public static String sensorOfTap(String group) {
        return group.substring(group.lastIndexOf(OF_SENSOR) + OF_SENSOR.length());
    }

    /** The name of the group that owns something. */
    public static String group(Names names, String what, String name) {
        return names.of("brook-capture-" + what + "-" + name);
    }

    /**
     * Waits until it is clear who owns it.
     *
     * @throws RunException when another living process does, or Kafka refuses
     */
    public void await() throws RunException, InterruptedException {
        try {
            if (!decision.get()) {
                throw new RunException(
                        owned
                                + " belongs to another capture, which is running and goes on; stop it first, or use another name",
                        null);
            }
        } catch (ExecutionException e) {
            throw RunException.of("the claim of " + owned, e);
        }
    }

    private void belong(Map<String, Object> client, String group) {
        try (Consumer<byte[], byte[]> member = member(client, group)) {
            member.subscribe(List.of(Names.of(client).of(Topics.CAPTURE_PROGRESS)), new Listener(member));
            while (!closing) {
                poll(member);
            }
        } catch (KafkaException e) {
            decision.completeExceptionally(e);
        }
    }

    private static void poll(Consumer<byte[], byte[]> member) {
        try {
            member.poll(POLL);
        } catch (RetriableException e) {
            // The brokers do not answer: whoever they find when they are back is the owner.
        }
    }

    private static Consumer<byte[], byte[]> member(Map<String, Object> client, String group) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MS);
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MS);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** Is told who has the partition; nobody reads it. */
    private final class Listener implements ConsumerRebalanceListener {
        private final Consumer<byte[], byte[]> member;

        Listener(Consumer<byte[], byte[]> member) {
            this.member = member;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> added) {
            member.pause(added);
            decision.complete(!member.assignment().isEmpty());
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            // Only a process that was silent for too long loses it; its successor aborts its transaction.
        }
    }

    /** Gives it up. */
    @Override
    public void close() {
        closing = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(CLOSE_TIMEOUT_S));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
