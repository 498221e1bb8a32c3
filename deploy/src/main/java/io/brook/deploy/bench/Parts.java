package io.brook.deploy.bench;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which part of the pipeline a thread, or what it is doing, belongs to. */
final class Parts {
    /** The threads that run the tasks of all stages; what they are doing is told by their stacks. */
    static final String TASKS = "stream tasks";

    private static final String OTHER = "other threads";
    private static final Pattern PROTOCOL = Pattern.compile("io\\.brook\\.analysis\\.protocol\\.(\\w+)\\..*");

    private record Rule(Pattern pattern, String part) {
        static Rule of(String pattern, String part) {
            return new Rule(Pattern.compile(pattern), part);
        }
    }

    private static final List<Rule> THREADS = List.of(
            Rule.of("kafka-producer-network-thread.*(capture|publisher).*", "capture, network"),
            Rule.of("kafka-producer-network-thread.*", "stream tasks, network"),
            Rule.of(".*-StreamThread-\\d+", TASKS),
            Rule.of(".*-GlobalStreamThread", "global tables"),
            Rule.of(".*state-updater.*|.*StateUpdater.*", "stream tasks, restoring"),
            Rule.of("brook-capture.*", "capture"),
            Rule.of("brook-logger.*", "logger"),
            Rule.of("data-plane-kafka-request-handler.*", "broker, requests"),
            Rule.of("data-plane-kafka-(network|socket).*", "broker, network"),
            Rule.of(
                    "kafka-\\d+-.*|quorum-controller.*|group-coordinator.*|transaction.*|executor-.*|TxnMarker.*"
                            + "|AddPartitions.*|ExpirationReaper.*|log-closing.*|broker-\\d+-.*|kafka-scheduler.*",
                    "broker, else"),
            Rule.of("kafka-coordinator-heartbeat.*|kafka-admin.*", "groups"));

    private static final List<Rule> MACHINE = List.of(
            Rule.of("C1 Compiler.*", "first compiler"),
            Rule.of("C2 Compiler.*", "second compiler"),
            Rule.of("GC Thread.*|G1 .*|VM Thread|Parallel.*", "collector"));

    /** By the method that is nearest to what runs, and in one of these. */
    private static final List<Rule> METHODS = List.of(
            Rule.of("io\\.brook\\.analysis\\.(digest\\.|file\\.Digests).*", "digests"),
            Rule.of("io\\.brook\\.analysis\\.mime\\..*", "engine, MIME"),
            Rule.of("io\\.brook\\.analysis\\.(file|x509)\\..*", "engine, files"),
            Rule.of("io\\.brook\\.analysis\\.(flow|stream|layer)\\..*", "engine, flows and streams"),
            Rule.of("io\\.brook\\.analysis\\.(state)\\..*|io\\.brook\\.schemas\\.store\\..*", "snapshots"),
            Rule.of("io\\.brook\\.analysis\\.detect\\..*", "detection"),
            Rule.of("io\\.brook\\.analysis\\..*", "engine, else"),
            Rule.of("io\\.brook\\.state\\..*", "state-sync"),
            Rule.of("io\\.brook\\.notice\\..*", "notices"),
            Rule.of("io\\.brook\\.schemas\\.serde\\.\\w+[.$\\w]*\\.(serialize|encode).*", "encoding"),
            Rule.of("io\\.brook\\.schemas\\.serde\\..*|.*\\.SourceNode\\.deserialize.*", "decoding"),
            Rule.of("io\\.brook\\.schemas\\..*", "order and progress"),
            Rule.of("org\\.apache\\.kafka\\.clients\\.producer\\..*", "sending"),
            Rule.of("org\\.apache\\.kafka\\.clients\\.consumer\\..*", "receiving"),
            Rule.of("org\\.apache\\.kafka\\.streams\\..*", "Kafka Streams"));

    private Parts() {}

    /** @param name of a thread of Java's */
    static String ofThread(String name) {
        String part = first(THREADS, name);
        return part == null ? OTHER : part;
    }

    /** Null for a thread that is none of the machine's own. */
    static String ofMachine(String name) {
        return first(MACHINE, name);
    }

    /**
     * Null when the method is in none, and its caller is to be asked.
     *
     * @param method with the name of its class, such as {@code java.lang.String.length}
     */
    static String ofMethod(String method) {
        Matcher protocol = PROTOCOL.matcher(method);
        return protocol.matches() ? "engine, " + protocol.group(1) : first(METHODS, method);
    }

    private static String first(List<Rule> rules, String name) {
        return rules.stream()
                .filter(rule -> rule.pattern().matcher(name).matches())
                .map(Rule::part)
                .findFirst()
                .orElse(null);
    }
}
