package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.control.DeliveryWatch;
import io.brook.deploy.control.DeliveryWatch.Receiver;
import io.brook.deploy.control.DeliveryWatch.Report;
import io.brook.deploy.control.DeliveryWatch.State;
import io.brook.deploy.control.TestNotice;
import io.brook.deploy.node.PolicyFollower;
import io.brook.deploy.rights.Role;
import io.brook.notice.NoticeConfig;
import io.brook.notice.mail.MailKind;
import io.brook.notice.policy.NoticeAction;
import io.brook.notice.policy.NoticePolicy;
import io.brook.notice.policy.Verdict;
import io.brook.notice.webhook.Webhook;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.Notice;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook notice test}: tries what happens to notices. */
@Command(
        name = "notice",
        description = {
            "Send one notice of a TYPE, marked as a test, through all that the site's policy does about such notices, and say what became of"
                    + " it: which rules apply, which actions there are, and who has taken it.",
            "Settings and policy are to be those of the notice-managers. Nothing is blocked unless --block is given, nothing is suppressed,"
                    + " and no sensor waits because of it."
        })
final class NoticeCommand extends ControlCommand {
    private static final Pattern TYPE = Pattern.compile("\\w+(::\\w+)+");
    private static final int PAUSE_MS = 100;

    private static final String TEST = "test";

    /** What a policy can say. */
    enum Severity {
        LOW,
        MEDIUM,
        HIGH,
        CRITICAL
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "test.")
    private String action;

    @Parameters(index = "1", paramLabel = "TYPE", description = "The notice's type, such as Scan::Address_Scan.")
    private String type;

    @Option(
            names = "--severity",
            paramLabel = "SEVERITY",
            description = "How serious it is, where the policy does not say: low, medium, high or critical.")
    private Severity severity;

    @Option(
            names = "--src",
            paramLabel = "ADDRESS",
            description = "The source address. Default: ${DEFAULT-VALUE}, which is for documentation.")
    private String source = "192.0.2.1";

    @Option(names = "--block", description = "Also block the source address, if the policy does.")
    private boolean block;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            description = "How long to wait for those who are told. Default: ${DEFAULT-VALUE}.")
    private int patience = 30;

    NoticeCommand() {
        super(Role.NOTICE, "a test of notices");
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (!action.equals(TEST)) {
            throw new ParameterException(spec().commandLine(), "there is no " + action + "; there is " + TEST);
        }
        if (!TYPE.matcher(type).matches()) {
            throw new ParameterException(
                    spec().commandLine(), type + " is not the type of a notice, such as Scan::Address_Scan");
        }
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client) throws ExecutionException, InterruptedException {
        NoticeConfig site = config.notice(true);
        try (PolicyFollower follower =
                PolicyFollower.ofNotices(client, site.policy(), config.addresses(), line -> print("%s%n", line))) {
            follower.catchUp();
        }
        TestNotice test = new TestNotice(
                notice(),
                severity == null ? null : severity.name().toLowerCase(Locale.ROOT),
                new NoticePolicy(site.mailTo(), true, site.policy()));
        Verdict verdict = test.verdict();
        print("rules: %s%n", test.rules().isEmpty() ? "none applies" : String.join(", ", test.rules()));
        test.failures().forEach(each -> print("%s%n", each));
        print(
                "actions: %s%n",
                verdict.isIgnored()
                        ? "none, not even a line"
                        : verdict.actions().stream()
                                .map(NoticeAction::word)
                                .sorted()
                                .collect(Collectors.joining(", ")));
        boolean blocks = verdict.wants(NoticeAction.BLOCK) || verdict.wants(NoticeAction.DROP);
        try (DeliveryWatch watch = new DeliveryWatch(client)) {
            RecordMetadata delivery =
                    test.send(client, blocks && block ? block(site.blockFor().toNanos()) : null);
            sayWhatIsWritten(verdict, blocks);
            return delivery == null || follow(watch, delivery, receivers(config, verdict))
                    ? ExitStatus.OK
                    : ExitStatus.NOT_WELL;
        }
    }

    private void sayWhatIsWritten(Verdict verdict, boolean blocks) {
        if (verdict.wants(NoticeAction.LOG)) {
            print("notice.log: the logger writes it%n");
        }
        if (verdict.wants(NoticeAction.ALARM)) {
            print("notice_alarm.log: the logger writes it; it is in the next summary of alarms%n");
        }
        if (blocks) {
            print(block ? "block: %s is blocked%n" : "block: not done; with --block %s would be blocked%n", source);
        }
    }

    private Notice notice() {
        Instant now = Instant.now();
        return Notice.newBuilder()
                .setSensor("")
                .setNote(type)
                .setTime(TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano())
                .setMsg(TestNotice.MARK + "brook notice test tries what happens to notices of this type")
                .setSrc(source)
                .setSuppressFor(0)
                .build();
    }

    private Block block(long nanos) {
        Notice notice = notice();
        return Block.newBuilder()
                .setAddress(source)
                .setSensor("")
                .setNote(type)
                .setMsg(notice.getMsg())
                .setTime(notice.getTime())
                .setUntil(notice.getTime() + nanos)
                .build();
    }

    /** Those who are to be told, with what they are called here. */
    private static Map<Receiver, String> receivers(BrookConfig config, Verdict verdict) {
        Map<Receiver, String> receivers = new LinkedHashMap<>();
        if (verdict.wants(NoticeAction.EMAIL)) {
            add(receivers, MailKind.NOTICES.group(), "mail to ", verdict.emailTo());
        }
        if (verdict.wants(NoticeAction.PAGE)) {
            add(receivers, MailKind.pages(List.of()).group(), "page to ", config.pageTo());
        }
        if (verdict.wants(NoticeAction.WEBHOOK)) {
            for (Webhook each : config.webhooks()) {
                add(receivers, each.group(), "webhook ", List.of(each.name()));
            }
        }
        return receivers;
    }

    private static void add(Map<Receiver, String> receivers, String group, String what, List<String> names) {
        for (int place = 0; place < names.size(); place++) {
            receivers.put(new Receiver(group, names.get(place), place), what + names.get(place));
        }
    }

    /** @return whether all have taken it */
    private boolean follow(DeliveryWatch watch, RecordMetadata delivery, Map<Receiver, String> receivers)
            throws ExecutionException, InterruptedException {
        List<Receiver> waiting = new ArrayList<>(receivers.keySet());
        boolean taken = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(patience);
        while (!waiting.isEmpty()) {
            boolean isLast = System.nanoTime() > end;
            for (Receiver each : List.copyOf(waiting)) {
                Report report = watch.of(delivery, each);
                if (isLast || report.state() == State.TAKEN || report.state() == State.GIVEN_UP) {
                    print("%s: %s%n", receivers.get(each), words(report));
                    waiting.remove(each);
                    taken &= report.state() == State.TAKEN;
                }
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
        return taken;
    }

    private String words(Report report) {
        return switch (report.state()) {
            case TAKEN -> "taken";
            case GIVEN_UP -> "refused for good: " + report.why();
            case IS_REFUSED -> "refused for now; it is tried again";
            case WAITS ->
                "not taken within " + patience + " s; a notice-manager tries on, if one with these settings runs";
        };
    }

    private void print(String format, Object... values) {
        PrintWriter out = spec().commandLine().getOut();
        out.printf(format, values);
        out.flush();
    }
}
