package io.brook.deploy.cli;

import io.brook.analysis.topology.AnalysisConfig;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.replay.OpenAtStart;
import io.brook.deploy.replay.PacketIndex;
import io.brook.deploy.replay.Replay;
import io.brook.deploy.replay.ReplayRequest;
import io.brook.deploy.replay.ReplayRuns;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LoggerConfig;
import io.brook.notice.logger.RunFolders;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.topic.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code brook replay}: analyses again what the topic packets holds. */
@Command(
        name = "replay",
        description = {
            "Analyse again what the topic packets holds, beside a running cluster and without touching it.",
            "Times are those of the packets. The replay has a group and topics of its own, which are removed at its"
                    + " end. One that was killed goes on when it is started again with its name; others with --join share"
                    + " its work."
        })
final class ReplayCommand extends SliceCommand {
    private static final int SHOWN = 5;
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    @Option(
            names = "--lead",
            paramLabel = "DURATION",
            converter = TimeSpan.class,
            defaultValue = "0s",
            description =
                    "Analyse packets from so much before --from on, such as 1h, and write no lines about that time: so"
                            + " connections that were open then are whole.")
    private Duration lead;

    @Option(names = "--log-dir", paramLabel = "DIR", description = "Where the logs go. Default: ./replay-RUN.")
    private Path logDirectory;

    @Option(
            names = "--topics",
            paramLabel = "PREFIX",
            description =
                    "Write no files; leave the lines in topics whose names begin with PREFIX, such as PREFIXlog.conn.")
    private String topics;

    @Option(
            names = "--disable",
            paramLabel = "TYPE",
            split = ",",
            description = "Switch off the analysis of a protocol; may be repeated.")
    private Set<String> disabled = Set.of();

    @Option(names = "--name", paramLabel = "RUN", description = "The name of the replay. Default: the present time.")
    private String name;

    @Option(names = "--join", paramLabel = "RUN", description = "Share the work of a replay that runs elsewhere.")
    private String join;

    @Option(names = "--keep", description = "Keep its group and its topics, for a look at them.")
    private boolean keep;

    @Option(names = "--each", description = "Each sensor's logs go to DIR/<sensor>/.")
    private boolean each;

    @Option(names = "--json", description = "Write JSON lines instead of tab-separated ones.")
    private boolean json;

    @Option(
            names = "--overwrite",
            description = "Also remove logs in DIR that no run of process or replay has written.")
    private boolean overwrite;

    @Mixin
    private ChecksumsOption checksums;

    @Mixin
    private ThreadsOption threads;

    @Option(names = "--quiet", description = "Show no progress.")
    private boolean quiet;

    ReplayCommand() {
        super("the replay");
    }

    @Override
    void run(BrookConfig config, Map<String, Object> client)
            throws ConfigException, RunException, InterruptedException {
        if (join == null) {
            lead(config, client);
        } else {
            join(config, client);
        }
    }

    @Override
    void checkArguments(BrookConfig config) {
        Set<String> known = config.analyses();
        if (topics != null && (logDirectory != null || json || each)) {
            throw wrong("--topics writes no files, so it cannot be combined with --log-dir, --json or --each");
        }
        if (join != null && (name != null || topics != null || logDirectory != null || !disabled.isEmpty())) {
            throw wrong("--join takes what is analysed, and where lines go, from the replay that it joins");
        }
        for (String given : List.of(name == null ? "r" : name, topics == null ? "r" : topics)) {
            if (!given.matches("[A-Za-z0-9._-]{1,60}")) {
                throw wrong("'" + given + "' cannot be part of a topic's name: use letters, digits, '.', '_' and '-'");
            }
        }
        List<String> unknown =
                disabled.stream().filter(type -> !known.contains(type)).sorted().toList();
        if (!unknown.isEmpty()) {
            throw wrong("no such TYPE: " + String.join(", ", unknown) + "; there are " + String.join(", ", known));
        }
    }

    private void join(BrookConfig config, Map<String, Object> client) throws RunException, InterruptedException {
        ReplayRuns runs = new ReplayRuns(client);
        ReplayPlan plan = runs.find(join)
                .orElseThrow(() -> new RunException("there is no replay " + join + "; " + runs.list(), null));
        try (Replay replay = Replay.open(client, plan, config::topics, this::say)) {
            replay.start(tasks(config, client, plan));
            say("shares the work of replay " + join);
            replay.awaitDone();
        }
    }

    private void lead(BrookConfig config, Map<String, Object> client)
            throws ConfigException, RunException, InterruptedException {
        Optional<ReplayPlan> begun = name == null ? Optional.empty() : new ReplayRuns(client).find(name);
        ReplayPlan plan = begun.isPresent() ? begun.get() : plan(client);
        begun.ifPresent(found -> say("goes on with replay " + found.getRun() + ", as it was begun"));
        Path directory = logDirectory == null ? Path.of("replay-" + plan.getRun()) : logDirectory;
        LoggerConfig logs =
                new LoggerConfig(directory, config.logStyle(json), each, LoggerConfig.SENSOR_TIMEOUT, this::say);
        try (Replay replay = Replay.open(client, plan, config::topics, this::say)) {
            if (topics == null) {
                RunFolders folders = OutputDirectories.logsOfARun(logs, replay.sensors(), overwrite);
                if (begun.isEmpty()) {
                    folders.clear();
                }
            }
            replay.prepare()
                    .ifPresent(told -> say("replay " + plan.getRun() + " reads " + replay.records()
                            + " records, and knows " + told + " reports from the day before"));
            if (!plan.getPrefix().startsWith(Names.of(client).prefix() + "replay.") && topics == null) {
                say("its lines stay in the topics " + plan.getPrefix() + "log.*");
            }
            long start = System.nanoTime();
            replay.start(tasks(config, client, plan));
            Map<String, Long> lines = written(replay, logs);
            summarize(replay, client, lines, directory, Duration.ofNanos(System.nanoTime() - start));
            replay.finish(topics != null, keep);
        }
    }

    private ReplayPlan plan(Map<String, Object> client) throws RunException {
        String run = name == null ? NAME.format(Instant.now()) : name;
        String prefix = topics == null ? Names.of(client).replay(run).prefix() : topics;
        if (prefix.equals(Names.of(client).prefix())) {
            throw wrong("the cluster's own topics begin with '" + prefix + "'; name another PREFIX");
        }
        ReplayRequest request =
                new ReplayRequest(slice().sensors(), slice().from(), slice().to(), lead.toNanos(), disabled);
        return PacketIndex.read(client).plan(run, prefix, request);
    }

    private Map<String, Long> written(Replay replay, LoggerConfig logs) throws RunException, InterruptedException {
        ReplayProgress progress =
                quiet ? null : new ReplayProgress(spec().commandLine().getErr(), replay);
        try {
            if (topics == null) {
                return replay.writeLogs(logs);
            }
            replay.awaitLines();
            return Map.of();
        } finally {
            if (progress != null) {
                progress.close();
            }
        }
    }

    private TaskConfig tasks(BrookConfig config, Map<String, Object> client, ReplayPlan plan) {
        boolean named = !isEmbedded() || !slice().sensors().isEmpty();
        AnalysisConfig analysis = config.analysis(checksums.ignore(), named).again(Set.copyOf(plan.getDisabled()));
        NoticeConfig notice = config.notice(named);
        if (config.policyFolder().isEmpty()) {
            takeOver(PolicyFollower.ofRules(client, analysis.sigma(), line -> {}));
            takeOver(PolicyFollower.ofNotices(client, notice.policy(), config.addresses(), line -> {}));
        }
        return new TaskConfig(
                analysis,
                notice,
                StreamSettings.shared(threads.count(), 0, config.commitInterval(), GroupProtocol.CLASSIC));
    }

    /** Without a policy of its own, it goes by the policies that were applied at the times of the traffic. */
    private static void takeOver(PolicyFollower follower) {
        try (follower) {
            follower.catchUp();
        }
    }

    private void summarize(
            Replay replay, Map<String, Object> client, Map<String, Long> lines, Path directory, Duration took) {
        List<ConnLog> open = OpenAtStart.read(client, replay.plan());
        Summary.print(
                spec().commandLine().getOut(),
                replay.records(),
                lines,
                topics == null ? directory.toString() : "topics " + topics + "log.*",
                took);
        if (!open.isEmpty()) {
            spec().commandLine()
                    .getOut()
                    .printf(
                            Summary.LINE,
                            "half seen",
                            open.size()
                                    + " connections were open before the first packet; a longer --lead makes them"
                                    + " whole: "
                                    + String.join(
                                            ", ",
                                            open.stream()
                                                    .limit(SHOWN)
                                                    .map(ConnLog::getUid)
                                                    .toList())
                                    + (open.size() > SHOWN ? ", ..." : ""));
        }
        spec().commandLine().getOut().flush();
    }
}
