package io.brook.deploy.status;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.control.CompactedTopic;
import io.brook.deploy.status.ProcessView.State;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * How all processes of a cluster are doing.
 *
 * @param processes by role and name
 * @param behind how many records each group has not read yet, by group
 * @param asked the names of the processes that it is about; empty for all
 */
public record ClusterStatus(List<ProcessView> processes, SortedMap<String, Long> behind, List<String> asked) {
    /** The roles without which there are no logs, or only some of them. */
    private static final List<String> NEEDED = List.of("worker", "state-sync", "notice-manager", "logger");

    /**
     * Asks Kafka, and the health ports that can be reached from here.
     *
     * @param client the settings that clients connect with
     * @throws ExecutionException when a broker refuses
     */
    public static ClusterStatus read(Map<String, Object> client) throws ExecutionException, InterruptedException {
        HealthPort port = new HealthPort();
        long now = System.currentTimeMillis();
        List<ProcessView> processes =
                CompactedTopic.read(client, Names.of(client).of(Topics.STATUS), ProcessStatus.class).values().stream()
                        .map(said -> ProcessView.of(said, now, port))
                        .toList();
        return new ClusterStatus(processes, GroupLag.read(client), List.of());
    }

    /** What of it is about processes of certain names; all of it when none is named. A group may have other members, too. */
    public ClusterStatus only(List<String> names) {
        return names.isEmpty()
                ? this
                : new ClusterStatus(
                        processes.stream()
                                .filter(each -> names.contains(each.said().getNode()))
                                .toList(),
                        Collections.emptySortedMap(),
                        names);
    }

    /**
     * Removes silent processes of any role from the list; returns when the brokers have done so.
     *
     * @param names the names of the processes
     * @throws RunException when there is no silent process of that name
     * @throws ExecutionException when a broker refuses
     */
    public static void forget(Map<String, Object> client, List<String> names)
            throws RunException, ExecutionException, InterruptedException {
        List<ProcessView> silent = read(client).processes().stream()
                .filter(each -> each.state() == State.SILENT)
                .toList();
        try (Producer<SubjectKey, ProcessStatus> producer = new KafkaProducer<>(
                client,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(ProcessStatus.class).serializer())) {
            for (String name : names) {
                List<ProcessView> named = silent.stream()
                        .filter(each -> each.said().getNode().equals(name))
                        .toList();
                if (named.isEmpty()) {
                    throw new RunException("there is no silent process " + name + "; brook status lists them", null);
                }
                for (ProcessView each : named) {
                    SubjectKey key = new SubjectKey(each.said().getRole(), name);
                    producer.send(new ProducerRecord<>(Names.of(client).of(Topics.STATUS), 0, key, null))
                            .get();
                }
            }
        }
    }

    /** A line for each problem. */
    public List<String> faults() {
        List<String> faults = new ArrayList<>();
        for (ProcessView each : processes) {
            String name = each.said().getRole() + ' ' + each.said().getNode();
            switch (each.state()) {
                case SILENT ->
                    faults.add(
                            name + " is silent; it last reported " + each.age().toSeconds() + " s ago");
                case FAILED -> faults.add(name + " has failed: " + each.said().getFailure());
                case STARTING -> faults.add(name + " is not ready");
                default -> {}
            }
        }
        for (String name : asked) {
            if (processes.stream().noneMatch(each -> each.said().getNode().equals(name))) {
                faults.add(name + " does not report");
            }
        }
        for (String role : asked.isEmpty() ? NEEDED : List.<String>of()) {
            boolean any = processes.stream()
                    .anyMatch(each -> each.said().getRole().equals(role) && each.state() != State.SILENT);
            if (!any) {
                faults.add("there is no " + role);
            }
        }
        return faults;
    }
}
