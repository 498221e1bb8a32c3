package io.brook.deploy.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The group that an application's stream threads form at the brokers, and the transactions that they have open there. */
public final class StreamsGroup {
    private static final String UUID = "\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}";

    private final Admin admin;
    private final String id;
    private final GroupProtocol protocol;
    private final Pattern transaction;

    /**
     * @param id the {@code application.id}
     * @param protocol classic or streams
     */
    public StreamsGroup(Admin admin, String id, GroupProtocol protocol) {
        this.admin = admin;
        this.protocol = protocol;
        this.id = id;
        // Kafka Streams puts a transactional.id together of the application, the process and the thread.
        transaction = Pattern.compile(Pattern.quote(id) + "-(" + UUID + ")-\\d+");
    }

    /**
     * Asks for it, and does not wait. A broker that is asked about a group or a transaction for the first time makes the topics
     * that it keeps them in; done early, the first members and producers need not wait for it.
     */
    public void warmUp() {
        admin.describeTransactions(List.of(id));
        admin.describeConsumerGroups(List.of(id));
    }

    /**
     * Removes what a run left behind that was killed or failed: its members, which would keep their tasks until the broker
     * gives them up, and its open transactions. For an application that has no other process.
     *
     * @throws ExecutionException when the broker refuses
     */
    public void clear() throws ExecutionException, InterruptedException {
        if (!members().isEmpty()) {
            admin.removeMembersFromConsumerGroup(id, new RemoveMembersFromConsumerGroupOptions())
                    .all()
                    .get();
        }
        fenceOrphans();
    }

    /**
     * Aborts the open transactions of processes that are no longer members: nobody could read past them until the broker
     * aborts them, which takes twice the time of a takeover. The owner, if it is alive, starts again from what was committed, which
     * it has to do anyway.
     *
     * @return the transactional ids
     * @throws ExecutionException when a broker refuses or cannot be asked
     */
    public List<String> fenceOrphans() throws ExecutionException, InterruptedException {
        // In this order: a process that joins between the two requests has nothing open yet.
        List<String> open = openTransactions();
        if (open.isEmpty()) {
            return open;
        }
        Set<String> members = members();
        List<String> orphans =
                open.stream().filter(each -> !members.contains(process(each))).toList();
        if (!orphans.isEmpty()) {
            admin.fenceProducers(orphans).all().get();
        }
        return orphans;
    }

    private List<String> openTransactions() throws ExecutionException, InterruptedException {
        ListTransactionsOptions ongoing = new ListTransactionsOptions().filterStates(Set.of(TransactionState.ONGOING));
        List<String> open = new ArrayList<>();
        // Each broker is asked for the transactions that it coordinates, so that one without an answer hides no others.
        Map<Integer, KafkaFuture<Collection<TransactionListing>>> brokers =
                admin.listTransactions(ongoing).byBrokerId().get();
        ExecutionException failure = null;
        for (KafkaFuture<Collection<TransactionListing>> broker : brokers.values()) {
            try {
                broker.get().stream()
                        .map(TransactionListing::transactionalId)
                        .filter(each -> transaction.matcher(each).matches())
                        .forEach(open::add);
            } catch (ExecutionException e) {
                failure = e;
            }
        }
        if (open.isEmpty() && failure != null) {
            throw failure;
        }
        return open;
    }

    private String process(String transactionalId) {
        Matcher matcher = transaction.matcher(transactionalId);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** The processes that have a thread in the group, by the identifiers that Kafka Streams gave them. */
    private Set<String> members() throws ExecutionException, InterruptedException {
        try {
            return protocol == GroupProtocol.STREAMS ? streamsMembers() : classicMembers();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return Set.of();
            }
            throw e;
        }
    }

    private Set<String> streamsMembers() throws ExecutionException, InterruptedException {
        Set<String> processes = new HashSet<>();
        admin.describeStreamsGroups(List.of(id))
                .describedGroups()
                .get(id)
                .get()
                .members()
                .forEach(member -> processes.add(member.processId()));
        return processes;
    }

    private Set<String> classicMembers() throws ExecutionException, InterruptedException {
        Pattern client = Pattern.compile(Pattern.quote(id) + "-(" + UUID + ")-.*");
        Set<String> processes = new HashSet<>();
        admin.describeConsumerGroups(List.of(id))
                .describedGroups()
                .get(id)
                .get()
                .members()
                .forEach(member -> {
                    Matcher matcher = client.matcher(member.clientId());
                    processes.add(matcher.matches() ? matcher.group(1) : member.clientId());
                });
        return processes;
    }
}
