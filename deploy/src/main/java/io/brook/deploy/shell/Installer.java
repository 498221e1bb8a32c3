package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Answer;
import io.brook.deploy.host.Installation;
import io.brook.deploy.host.Ssh;
import io.brook.deploy.host.Task;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Installs on all hosts of a cluster, and looks whether that is possible. */
public final class Installer {
    /** A slow network takes its time for the distribution. */
    private static final int PATIENCE_S = 600;

    private final Cluster cluster;
    private final Consumer<String> say;
    private final Consumer<String> complain;

    /**
     * @param say gets a line for each step
     * @param complain gets a line for each host that cannot do its part
     */
    public Installer(Cluster cluster, Consumer<String> say, Consumer<String> complain) {
        this.cluster = cluster;
        this.say = say;
        this.complain = complain;
    }

    /**
     * Copies the configuration for the nodes, and Brook itself to other hosts; nodes read it when they are started. Who calls has locked
     * the cluster.
     *
     * @return whether it is on all hosts now
     */
    boolean install() throws RunException, InterruptedException {
        Installation installation = new Installation(cluster.spool());
        installation.install(cluster.configuration(), Optional.empty());
        Map<String, List<Task>> tasks = cluster.tasks(cluster.nodes(), true);
        installation.makeUnits(tasks.getOrDefault(Cluster.HERE, List.of()));
        if (cluster.others().isEmpty()) {
            return true;
        }
        Delivery delivery = cluster.delivery();
        Path copy = installation.current().orElseThrow();
        return others(host -> delivery.install(host, copy, tasks.get(host), say));
    }

    /**
     * Looks whether the other hosts can be reached, and have what Brook needs.
     *
     * @return whether all of them do
     */
    public boolean check() throws InterruptedException {
        Ssh ssh = cluster.ssh();
        String needed = "tar setsid java" + (cluster.isOfUnits() ? " systemctl" : "");
        return others(host -> {
            String missing = ssh.run(
                    host,
                    "for each in " + needed + "; do command -v $each >/dev/null || printf '%s ' $each; done; true");
            // Where Java is somewhere else, JAVA_HOME in ssh's environment says so.
            if (!missing.isEmpty()) {
                return Answer.failure("has no " + String.join(", no ", missing.split(" ")) + "; install it there");
            }
            synchronized (say) {
                say.accept("host " + host + " is ok.");
            }
            return Answer.of(true);
        });
    }

    private boolean others(Hosts.Work work) throws InterruptedException {
        Set<String> others = new LinkedHashSet<>(cluster.others());
        try (Hosts hosts = new Hosts(cluster, complain)) {
            return hosts.each(others, PATIENCE_S, work).values().stream().allMatch(Answer::well);
        }
    }
}
