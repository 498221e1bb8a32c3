package io.brook.deploy.cli;

import io.brook.analysis.sigma.SigmaRules;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.PolicyCheck;
import io.brook.deploy.control.PolicyControl;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.rights.Role;
import io.brook.deploy.status.Reports;
import io.brook.notice.policy.PolicyFiles;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ProcessStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook policy}: checks the site's policy, and applies it to a running cluster. */
@Command(
        name = "policy",
        description = {
            "Check the policy of the site, apply it to a running cluster, or show which was applied.",
            "check says all that is wrong at once. apply checks, too; a policy with mistakes changes nothing. What is"
                    + " applied is what is done about notices, and Sigma rules; settings of a policy are read when a"
                    + " process starts.",
            "apply waits until all workers and notice-managers have taken the policy over."
        })
final class PolicyCommand extends ControlCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So that all have it before notices of its time come. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private static final Set<String> FOLLOWERS = Set.of(Role.WORKER.command(), Role.NOTICE_MANAGER.command());

    /** What to do. */
    enum Action {
        CHECK,
        APPLY,
        SHOW
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "check, apply or show.")
    private Action action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "The folder of the policy. Default: that of the setting PolicyDir.")
    private Path folder;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            converter = PacketTime.class,
            description =
                    "Notices and lines of this time of the traffic and later are judged by it. Default: 5 seconds from"
                            + " now.")
    private Long from;

    PolicyCommand() {
        super(Role.POLICY, "the policy");
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (action == Action.SHOW && folder != null) {
            throw new ParameterException(spec().commandLine(), "show takes no DIR");
        }
    }

    @Override
    boolean needsCluster() {
        return action != Action.CHECK;
    }

    @Override
    ExitStatus alone(BrookConfig config) throws ConfigException {
        PolicyCheck.Checked policy = PolicyCheck.of(folder(config), config);
        print(
                "%d rules, %d settings; no mistakes%n",
                policy.site().size(), policy.site().settings().size());
        describe(config, policy.sigma());
        return ExitStatus.OK;
    }

    private void describe(BrookConfig config, SigmaRules sigma) {
        sigma.leftOut().forEach(each -> print("left out: %s%n", folder(config).resolve(each.toString())));
        if (sigma.size() + sigma.leftOut().size() + sigma.others() > 0) {
            print(
                    "%d Sigma rules; %d left out, %d of other products than Zeek%n",
                    sigma.size(), sigma.leftOut().size(), sigma.others());
        }
    }

    private Path folder(BrookConfig config) {
        if (folder != null) {
            return folder;
        }
        return config.policyFolder()
                .orElseThrow(
                        () -> new ParameterException(spec().commandLine(), "which DIR? There is no setting PolicyDir"));
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client)
            throws RunException, ExecutionException, InterruptedException {
        PolicyControl control = new PolicyControl(client);
        if (action == Action.SHOW) {
            show(control.versions(), followers(client));
            return ExitStatus.OK;
        }
        PolicyCheck.Checked policy = checked(config);
        describe(config, policy.sigma());
        Instant now = Instant.now();
        Instant standard = now.plus(MARGIN);
        long since = from == null ? TimeUnit.SECONDS.toNanos(standard.getEpochSecond()) + standard.getNano() : from;
        long version = control.apply(policy.files(), since, now.toEpochMilli());
        print("version %d is applied%n", version);
        return await(client, version) ? ExitStatus.OK : ExitStatus.NOT_WELL;
    }

    private PolicyCheck.Checked checked(BrookConfig config) throws RunException {
        try {
            return PolicyCheck.of(folder(config), config);
        } catch (ConfigException e) {
            throw new RunException(e.getMessage(), null);
        }
    }

    /** @return whether all who follow it have it in time */
    private boolean await(Map<String, Object> client, long version) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessStatus> followers = followers(client);
            List<ProcessStatus> waiting =
                    followers.stream().filter(each -> version(each) < version).toList();
            if (waiting.isEmpty()) {
                followers.forEach(each -> print("%s has it%n", each.getNode()));
                return true;
            }
            if (System.nanoTime() > end) {
                waiting.forEach(each -> print("%s does not have it yet%n", each.getNode()));
                return false;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Workers and notice-managers that still say how they are. */
    private static List<ProcessStatus> followers(Map<String, Object> client) {
        return Reports.living(client).stream()
                .filter(each -> FOLLOWERS.contains(each.getRole()))
                .toList();
    }

    private static long version(ProcessStatus process) {
        return process.getMetrics().getOrDefault(Measure.POLICY.id(), 0.0).longValue();
    }

    private void show(List<PolicyVersion> versions, List<ProcessStatus> followers) {
        if (versions.isEmpty()) {
            print("no policy was applied; each process has the one of its setting PolicyDir%n");
        }
        for (PolicyVersion each : versions) {
            print(
                    "version %d, applied %s, for traffic from %s on: %s%n",
                    each.getVersion(),
                    Instant.ofEpochMilli(each.getApplied()),
                    Instant.ofEpochSecond(0, each.getValidFrom()),
                    named(PolicyFiles.of(each.getFiles())));
        }
        followers.forEach(each -> print("%s has version %d%n", each.getNode(), version(each)));
    }

    private static String named(PolicyFiles files) {
        String others = String.join(", ", files.others());
        int rules = files.sigma().size();
        return rules == 0
                ? others
                : others + (others.isEmpty() ? "" : ", ") + rules + (rules == 1 ? " file" : " files")
                        + " of Sigma rules";
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec().commandLine().getOut();
        out.printf(format, values);
        out.flush();
    }
}
