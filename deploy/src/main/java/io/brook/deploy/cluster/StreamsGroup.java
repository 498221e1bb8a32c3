package io.brook.deploy.embedded;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
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
     * Removes what a run left behind which was killed or failed: its members, which would keep their tasks until the broker
     * gives them up, and its open transactions, behind which no one would read on.
     *
     * @throws ExecutionException when the broker refuses
     */
    void clear() throws ExecutionException, InterruptedException {
        if (!isEmpty()) {
            removeMembers();
        }
        List<String> open = admin
                .listTransactions(new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING)))
                .all()
                .get()
                .stream()
                .map(TransactionListing::transactionalId)
                .toList();
        if (!open.isEmpty()) {
            admin.fenceProducers(open).all().get();
        }
    }

    private void removeMembers() throws ExecutionException, InterruptedException {
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
