package io.brook.deploy.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicCheck;
import io.brook.deploy.cluster.TopicCheck.Difference;
import io.brook.deploy.cluster.TopicCheck.State;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.rights.Role;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook topics}: Brook's topics at a cluster. */
@Command(
        name = "topics",
        description = {
            "Create Brook's topics as configured (create), report how they differ from that (check), or list them"
                    + " (list).",
            "create creates missing topics and reports how others differ; with --apply it changes their settings.",
            "check ends with status 1 when a topic is missing or differs."
        })
final class TopicsCommand extends ControlCommand {
    private static final String ROW = "%-40s %10s %8s %-8s %14s %16s%n";
    private static final JsonFactory JSON = new JsonFactory();

    /** What to do. */
    enum Action {
        CREATE,
        CHECK,
        LIST
    }

    @Parameters(index = "0", paramLabel = "ACTION", description = "create, check or list.")
    private Action action;

    @Option(names = "--apply", description = "With create: change the settings of topics that differ.")
    private boolean apply;

    @Option(names = "--json", description = "Print a JSON object for each topic, one per line.")
    private boolean json;

    @Mixin
    private PartitionsOption partitions;

    TopicsCommand() {
        super(Role.TOPICS, "the topics");
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (apply && action != Action.CREATE) {
            throw new ParameterException(spec().commandLine(), "--apply is for create");
        }
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(client)) {
            TopicCheck check = new TopicCheck(
                    admin, config.topics(partitions.count(config)).all(Replication.of(admin)));
            List<State> states = check.look();
            if (action == Action.CREATE) {
                check.create(states);
                if (apply) {
                    check.apply(states);
                }
            }
            PrintWriter out = spec().commandLine().getOut();
            if (json) {
                states.forEach(state -> out.println(json(state)));
            } else if (action == Action.LIST) {
                list(states, out);
            } else {
                states.forEach(state -> tell(state, out));
            }
            out.flush();
            boolean fine = states.stream()
                    .allMatch(state -> state.exists() && state.differences().isEmpty());
            return action == Action.CHECK && !fine ? ExitStatus.FAILED : ExitStatus.OK;
        }
    }

    private static void list(List<State> states, PrintWriter out) {
        out.printf(ROW, "topic", "partitions", "replicas", "cleanup", "retention.ms", "retention.bytes");
        for (State state : states) {
            if (state.exists()) {
                Map<String, String> settings = state.settings();
                out.printf(
                        ROW,
                        state.name(),
                        state.partitions(),
                        state.replicas(),
                        settings.get(TopicConfig.CLEANUP_POLICY_CONFIG),
                        settings.getOrDefault(TopicConfig.RETENTION_MS_CONFIG, "-"),
                        settings.getOrDefault(TopicConfig.RETENTION_BYTES_CONFIG, "-"));
            }
        }
    }

    private void tell(State state, PrintWriter out) {
        if (!state.exists()) {
            out.println(state.name() + ": " + (action == Action.CREATE ? "created" : "missing"));
        }
        for (Difference each : state.differences()) {
            boolean changed = apply && each.changeable();
            out.println(state.name() + ": " + each.setting() + (changed ? " was " : " is ") + each.is()
                    + (changed ? ", is now " : ", should be ") + each.wanted()
                    + (each.changeable() ? "" : " (this command does not change it)"));
        }
    }

    private static String json(State state) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            generator.writeStartObject();
            generator.writeStringField("topic", state.name());
            generator.writeBooleanField("existed", state.exists());
            generator.writeNumberField("partitions", state.partitions());
            generator.writeNumberField("replicas", state.replicas());
            generator.writeObjectFieldStart("settings");
            for (Map.Entry<String, String> each : state.settings().entrySet()) {
                generator.writeStringField(each.getKey(), each.getValue());
            }
            generator.writeEndObject();
            generator.writeArrayFieldStart("differences");
            for (Difference each : state.differences()) {
                generator.writeStartObject();
                generator.writeStringField("setting", each.setting());
                generator.writeStringField("is", each.is());
                generator.writeStringField("wanted", each.wanted());
                generator.writeBooleanField("changeable", each.changeable());
                generator.writeEndObject();
            }
            generator.writeEndArray();
            generator.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.toString();
    }
}
