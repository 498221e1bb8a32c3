package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Answer;
import io.brook.deploy.host.Host;
import io.brook.deploy.host.LocalHost;
import io.brook.deploy.host.RemoteHost;
import io.brook.deploy.host.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The hosts of a cluster, asked at the same time. One that cannot be reached holds up no other one: it is named, and not asked again
 * while this is open.
 */
final class Hosts implements AutoCloseable {
    /** More than ssh and a busy host need for a request that takes no time. */
    private static final int PATIENCE_S = 30;

    private final Cluster cluster;
    private final Consumer<String> complain;
    private final LocalHost here;
    private final Map<String, Host> open = new LinkedHashMap<>();
    private final Set<String> lost = new HashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    /** @param complain gets a line for each host that cannot be asked, or cannot do what it is asked */
    Hosts(Cluster cluster, Consumer<String> complain) {
        this.cluster = cluster;
        this.complain = complain;
        here = new LocalHost(cluster.spool());
        open.put(Cluster.HERE, here);
    }

    /** This host. */
    LocalHost here() {
        return here;
    }

    /** What one host has to do. */
    @FunctionalInterface
    interface Work {
        Answer on(String host) throws RunException, InterruptedException;
    }

    /**
     * Asks hosts, and waits for all of them.
     *
     * @param requests by the names of hosts, {@link Cluster#HERE} for this one
     * @param say gets a host and a line for each step, one at a time
     * @return the answers of all those hosts, in the same order
     */
    Map<String, Answer> ask(Map<String, Request> requests, BiConsumer<String, String> say)
            throws RunException, InterruptedException {
        for (String host : requests.keySet()) {
            if (!open.containsKey(host)) {
                open.put(host, new RemoteHost(cluster.ssh(), host, cluster.brook(host), cluster.spool()));
            }
        }
        int seconds =
                requests.values().stream().mapToInt(Request::seconds).max().orElse(0);
        return each(
                requests.keySet(),
                seconds,
                host -> open.get(host).ask(requests.get(host), line -> {
                    synchronized (say) {
                        say.accept(host, line);
                    }
                }));
    }

    /**
     * Has hosts do something at the same time, and waits for all of them.
     *
     * @param seconds after which a host is given up, besides what ssh needs
     */
    Map<String, Answer> each(Set<String> hosts, int seconds, Work work) throws InterruptedException {
        Map<String, Future<Answer>> asked = new LinkedHashMap<>();
        for (String host : hosts) {
            if (!lost.contains(host)) {
                asked.put(host, threads.submit(() -> work.on(host)));
            }
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds + PATIENCE_S);
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (String host : hosts) {
            answers.put(host, lost.contains(host) ? Answer.failure("") : await(host, asked.get(host), deadline));
        }
        return answers;
    }

    private Answer await(String host, Future<Answer> asked, long deadline) throws InterruptedException {
        Answer answer;
        try {
            answer = asked.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            answer = Answer.failure(e.getCause().getMessage());
        } catch (TimeoutException e) {
            answer = Answer.failure("does not answer");
        }
        if (answer.error() != null) {
            complain.accept(host.equals(Cluster.HERE) ? answer.error() : host + " " + answer.error());
            lost.add(host);
        }
        return answer;
    }

    @Override
    public void close() {
        List<Host> all = new ArrayList<>(open.values());
        all.forEach(Host::close);
        threads.shutdownNow();
    }
}
