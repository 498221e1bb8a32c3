package io.brook.deploy.status;

import io.brook.deploy.cluster.Application;
import io.brook.schemas.topic.Names;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far groups are behind, whether or not a process of theirs runs. */
final class GroupLag {
    private static final List<Application> APPLICATIONS =
            List.of(Application.ANALYSIS, Application.STATE, Application.NOTICE);

    private GroupLag() {}

    /** Records by group, including the markers that end transactions; groups that have never committed are left out. */
    static SortedMap<String, Long> read(Map<String, Object> client) throws ExecutionException, InterruptedException {
        SortedMap<String, Long> behind = new TreeMap<>();
        Names names = Names.of(client);
        try (Admin admin = Admin.create(client)) {
            for (Application application : APPLICATIONS) {
                String group = application.id(names);
                Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get();
                committed.values().removeIf(offset -> offset == null);
                if (!committed.isEmpty()) {
                    behind.put(group, behind(admin, committed));
                }
            }
        }
        return behind;
    }

    private static long behind(Admin admin, Map<TopicPartition, OffsetAndMetadata> committed)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(committed.keySet().stream()
                        .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest())))
                .all()
                .get();
        return committed.entrySet().stream()
                .mapToLong(each -> Math.max(
                        0, ends.get(each.getKey()).offset() - each.getValue().offset()))
                .sum();
    }
}
