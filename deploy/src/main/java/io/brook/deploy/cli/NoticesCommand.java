package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.control.NoticeReader;
import io.brook.deploy.rights.Role;
import io.brook.schemas.export.JsonLines;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.NoticeLog;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code brook notices}: what a cluster has to say. */
@Command(
        name = "notices",
        description = {
            "Show the notices of a cluster that were not suppressed, in the order of the traffic, as long as Kafka"
                    + " keeps them."
        })
final class NoticesCommand extends ControlCommand {
    private static final JsonLines JSON = new JsonLines(new LogStyle(true, Set.copyOf(LogStyle.EXTRA), false));

    @Option(names = "--follow", description = "Go on with those that come, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Only those of this type, such as Scan::Address_Scan; may be repeated.")
    private Set<String> types = Set.of();

    @Option(names = "--json", description = "Print the lines of notice.log as JSON, with all columns.")
    private boolean json;

    NoticesCommand() {
        super(Role.NOTICES, "the notices");
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client) {
        try (NoticeReader reader = new NoticeReader(client)) {
            print(reader.present());
            while (follow) {
                print(reader.next());
            }
        } catch (InterruptException e) {
            // That is how following ends.
        }
        return ExitStatus.OK;
    }

    private void print(List<NoticeLog> notices) {
        PrintWriter out = spec().commandLine().getOut();
        for (NoticeLog notice : notices) {
            if (types.isEmpty() || types.contains(notice.getNote())) {
                out.println(json ? new String(JSON.encode("", notice), StandardCharsets.UTF_8) : line(notice));
            }
        }
        out.flush();
    }

    /** Text from the traffic must not move the cursor, nor look like another line. */
    private static String line(NoticeLog notice) {
        return Stream.of(
                        Instant.ofEpochSecond(0, notice.getTs()).toString(),
                        notice.getSeverity(),
                        notice.getNote(),
                        notice.getMsg(),
                        notice.getSub(),
                        notice.getUid())
                .filter(each -> each != null && !each.isEmpty())
                .map(each -> each.replaceAll("[\\p{C}\u2028\u2029]", " ").strip())
                .collect(Collectors.joining("  "));
    }
}
