package io.brook.deploy.embedded;

import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The group that stream threads form at the broker, before this process joins it. */
final class StreamsGroup {
    private final Admin admin;
    private final KafkaFuture<ConsumerGroupDescription> found;

    private StreamsGroup(Admin admin, KafkaFuture<ConsumerGroupDescription> found) {
        this.admin = admin;
        this.found = found;
    }

    /**
     * Asks for it, and does not wait. A broker that is asked about a group or a transaction for the first time makes the topics
     * that it keeps them in; done now, the first members and producers need not wait for it.
     */
    static StreamsGroup find(Admin admin) {
        admin.describeTransactions(List.of(StreamsFactory.APPLICATION));
        return new StreamsGroup(
                admin,
                admin.describeConsumerGroups(List.of(StreamsFactory.APPLICATION))
                        .describedGroups()
                        .get(StreamsFactory.APPLICATION));
    }

    /**
     * Removes the members that a run left behind which was killed or failed. The broker would wait for them, and they would
     * keep their tasks until it gives up.
     *
     * @throws ExecutionException when the broker refuses
     */
    void clear() throws ExecutionException, InterruptedException {
        if (isEmpty()) {
            return;
        }
        admin.removeMembersFromConsumerGroup(StreamsFactory.APPLICATION, new RemoveMembersFromConsumerGroupOptions())
                .all()
                .get();
    }

    private boolean isEmpty() throws ExecutionException, InterruptedException {
        try {
            return found.get().members().isEmpty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return true;
            }
            throw e;
        }
    }
}
