package io.brook.deploy.faults;

import io.brook.deploy.cluster.Application;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Watches which worker has which partitions, and when each partition's task is heard of again. */
final class Takeovers implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final TopicPartition PROGRESS = new TopicPartition(Topics.PROGRESS.name(), 0);

    private final Admin admin;
    private final Consumer<byte[], Progress> progress;

    /**
     * How long it took, in milliseconds from the kill.
     *
     * @param noticed until the dead worker was out of the group
     * @param outputs until each of its tasks was heard of again
     */
    record Takeover(long noticed, List<Long> outputs) {
        long last() {
            return outputs.stream().mapToLong(Long::longValue).max().orElseThrow();
        }

        @Override
        public String toString() {
            return "noticed after " + noticed + " ms, first output of its tasks after " + outputs + " ms";
        }
    }

    Takeovers(Brokers brokers) {
        admin = Admin.create(brokers.client());
        Map<String, Object> settings = new HashMap<>(brokers.client());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        progress = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(Progress.class).deserializer());
        progress.assign(List.of(PROGRESS));
    }

    /** Waits until two workers share the partitions evenly. */
    void awaitEvenShares() {
        ChildProcess.until(PATIENCE, () -> {
            Map<String, Set<Integer>> owners = owners();
            return owners.size() == 2
                    && owners.values().stream().map(Set::size).distinct().count() == 1;
        });
    }

    /** The partitions of packets that each worker has, by its client's name. */
    private Map<String, Set<Integer>> owners() {
        Map<String, Set<Integer>> owners = new HashMap<>();
        for (MemberDescription member : members()) {
            String process = member.clientId().replaceFirst("-StreamThread-.*", "");
            Set<Integer> owned = owners.computeIfAbsent(process, name -> new HashSet<>());
            member.assignment().topicPartitions().stream()
                    .filter(each -> each.topic().equals(Topics.PACKETS.name()))
                    .forEach(each -> owned.add(each.partition()));
        }
        return owners;
    }

    private List<MemberDescription> members() {
        try {
            String group = Application.ANALYSIS.id(new Names(""));
            return List.copyOf(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group)
                    .get()
                    .members());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Kills, and measures. */
    Takeover measure(Runnable kill) {
        Map<String, Set<Integer>> before = owners();
        progress.seekToEnd(List.of(PROGRESS));
        progress.position(PROGRESS);
        kill.run();
        long killed = System.currentTimeMillis();
        Map<Integer, Long> heard = new HashMap<>();
        Set<Integer> moved = new HashSet<>();
        long[] noticed = {0};
        ChildProcess.until(PATIENCE, () -> {
            progress.poll(POLL).forEach(record -> {
                // What was said before the kill may be read after it.
                if (record.timestamp() > killed && record.value().getStage().equals(Stage.ANALYSIS.label())) {
                    heard.putIfAbsent(record.value().getOrigin(), System.currentTimeMillis() - killed);
                }
            });
            if (noticed[0] == 0) {
                Set<String> gone = new HashSet<>(before.keySet());
                gone.removeAll(owners().keySet());
                gone.forEach(process -> moved.addAll(before.get(process)));
                noticed[0] = gone.isEmpty() ? 0 : System.currentTimeMillis() - killed;
            }
            return noticed[0] > 0 && heard.keySet().containsAll(moved);
        });
        List<Long> outputs = new ArrayList<>();
        moved.forEach(partition -> outputs.add(heard.getOrDefault(partition, Long.MAX_VALUE)));
        return new Takeover(noticed[0], outputs);
    }

    @Override
    public void close() {
        progress.close();
        admin.close();
    }
}
