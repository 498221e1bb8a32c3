package io.brook.deploy.cron;

import io.brook.deploy.host.PropertiesFile;
import java.util.Optional;
import java.util.function.Consumer;

/** Says what has changed since the last run, once, in zeekctl's words. */
final class Crossings {
    private static final int ALL = 100;

    private final PropertiesFile memory;
    private final Consumer<String> say;

    /** @param say gets a line for each change */
    Crossings(PropertiesFile memory, Consumer<String> say) {
        this.memory = memory;
        this.say = say;
    }

    /** A host can be asked, or cannot. What is the first that is known of it is no change. */
    void host(String host, boolean up) {
        String now = up ? "up" : "down";
        Optional<String> before = memory.put("host." + host, now);
        if (before.isPresent() && !before.get().equals(now)) {
            say.accept("host " + host + " " + now);
        }
    }

    /**
     * A file system is so full.
     *
     * @param leastFree in percent
     */
    void disk(String host, String fileSystem, int percentUsed, int leastFree) {
        boolean low = percentUsed > ALL - leastFree;
        Optional<String> before = memory.put("disk." + host + ":" + fileSystem, low ? "low" : "well");
        if (low && !before.equals(Optional.of("low"))) {
            say.accept("Disk space low on " + host + ":" + fileSystem + " - " + percentUsed + "% used.");
        }
    }

    /**
     * A capture has seen packets since the last run, or has not.
     *
     * @param process what the count is of; another process begins anew
     * @param packets that it has seen so far
     * @return how many since the last run; none when there was no run of the same process before
     */
    Optional<Long> packets(String host, String network, String node, String process, long packets, boolean mail) {
        Optional<Long> since = since("packets", node, process, packets);
        if (since.isPresent()) {
            String now = since.get() == 0 ? "none" : "some";
            Optional<String> earlier = memory.put("seen." + node, now);
            if (mail && now.equals("none") && !earlier.equals(Optional.of("none"))) {
                say.accept(host + " is not seeing any packets on interface " + network);
            } else if (mail && now.equals("some") && earlier.equals(Optional.of("none"))) {
                say.accept(host + " is seeing packets again on interface " + network);
            }
        }
        return since;
    }

    /** Whether a node cannot archive, and could in the last run. */
    boolean archiveFails(String node, boolean fails) {
        Optional<String> before = memory.put("archive." + node, fails ? "fails" : "well");
        return fails && !before.equals(Optional.of("fails"));
    }

    /**
     * How much a count has grown since the last run; none when there was no run of the same process before.
     *
     * @param what is counted
     * @param process what the count is of; another process begins anew
     */
    Optional<Long> since(String what, String node, String process, long count) {
        Optional<String> before = memory.put(what + "." + node, process + " " + count);
        return before.filter(text -> text.startsWith(process + " "))
                .map(text -> count - Long.parseLong(text.substring(process.length() + 1)));
    }
}
