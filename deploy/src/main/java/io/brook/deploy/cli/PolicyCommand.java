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
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ProcessStatus;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
            "check says all that is wrong at once. apply checks, too; a policy with mistakes changes nothing. What is applied is what is"
                    + " done about notices; settings of a policy are read when a process starts.",
            "apply waits until all notice-managers have taken the policy over."
        })
final class PolicyCommand extends ControlCommand {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So that all have it before notices of its time come. */
    private static final Duration MARGIN = Duration.ofSeconds(5);

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
                    "Notices of this time of the traffic and later are judged by it. Default: 5 seconds from now.")
    private Long from;

    @Override
    Role role() {
        return Role.POLICY;
    }

    @Override
    String subject() {
        return "the policy";
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
        SitePolicy policy = PolicyCheck.of(folder(config), config);
        print(
                "%d rules, %d settings; no mistakes%n",
                policy.size(), policy.settings().size());
        SigmaRules sigma = PolicyCheck.sigma(folder(config));
        sigma.leftOut().forEach(each -> print("left out: %s%n", each));
        if (sigma.size() + sigma.leftOut().size() + sigma.others() > 0) {
            print(
                    "%d Sigma rules; %d left out, %d of other products than Zeek%n",
                    sigma.size(), sigma.leftOut().size(), sigma.others());
        }
        return ExitStatus.OK;
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
            show(control.versions(), managers(client));
            return ExitStatus.OK;
        }
        PolicyFiles files = checked(config);
        Instant now = Instant.now();
        Instant standard = now.plus(MARGIN);
        long since = from == null ? TimeUnit.SECONDS.toNanos(standard.getEpochSecond()) + standard.getNano() : from;
        long version = control.apply(files, since, now.toEpochMilli());
        print("version %d is applied%n", version);
        return await(client, version) ? ExitStatus.OK : ExitStatus.NOT_WELL;
    }

    private PolicyFiles checked(BrookConfig config) throws RunException {
        try {
            PolicyCheck.of(folder(config), config);
            return PolicyFiles.read(folder(config));
        } catch (ConfigException | PolicyException e) {
            throw new RunException(e.getMessage(), null);
        }
    }

    /** @return whether all notice-managers have it in time */
    private boolean await(Map<String, Object> client, long version) throws ExecutionException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ProcessStatus> managers = managers(client);
            List<ProcessStatus> waiting =
                    managers.stream().filter(each -> version(each) < version).toList();
            if (waiting.isEmpty()) {
                managers.forEach(each -> print("%s has it%n", each.getNode()));
                return true;
            }
            if (System.nanoTime() > end) {
                waiting.forEach(each -> print("%s does not have it yet%n", each.getNode()));
                return false;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    /** Those that still say how they are. */
    private static List<ProcessStatus> managers(Map<String, Object> client) {
        return Reports.living(client).stream()
                .filter(each -> each.getRole().equals(Role.NOTICE_MANAGER.command()))
                .toList();
    }

    private static long version(ProcessStatus process) {
        return process.getMetrics().getOrDefault(Measure.POLICY.id(), 0.0).longValue();
    }

    private void show(List<PolicyVersion> versions, List<ProcessStatus> managers) {
        if (versions.isEmpty()) {
            print("no policy was applied; each process has the one of its setting PolicyDir%n");
        }
        for (PolicyVersion each : versions) {
            print(
                    "version %d, applied %s, for notices from %s on: %s%n",
                    each.getVersion(),
                    Instant.ofEpochMilli(each.getApplied()),
                    Instant.ofEpochSecond(0, each.getValidFrom()),
                    String.join(", ", each.getFiles().keySet()));
        }
        managers.forEach(each -> print("%s has version %d%n", each.getNode(), version(each)));
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec().commandLine().getOut();
        out.printf(format, values);
        out.flush();
    }
}
