package io.brook.deploy.cli;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.control.AnalysisControl;
import io.brook.deploy.rights.Role;
import io.brook.deploy.shell.Rows;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code brook analysis}: what a running cluster analyses. */
@Command(
        name = "analysis",
        description = {
            "Show or change what a running cluster analyses. Changes apply from the next connection on.",
            "A type is a protocol, by its name in conn.log, or http-request, http-reply, http-header, http-body."
        })
final class AnalysisCommand extends ControlCommand {
    /** What to do. */
    enum Action {
        ENABLE,
        DISABLE,
        RESET,
        LIST
    }

    @Option(names = "--json", description = "Print the list as a JSON array.")
    private boolean json;

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "enable, disable, reset (to what is configured), or list.")
    private Action action;

    @Parameters(
            index = "1..*",
            paramLabel = "TYPE",
            description = "What to enable, disable or reset; in upper or lower case.")
    private List<String> types = List.of();

    AnalysisCommand() {
        super(Role.ANALYSIS, "the topic control");
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client) throws ExecutionException, InterruptedException {
        AnalysisControl control = new AnalysisControl(client);
        switch (action) {
            case LIST -> list(config.analyses(), control.switches());
            case RESET -> control.reset(named());
            case ENABLE -> control.set(named(), true);
            case DISABLE -> control.set(named(), false);
        }
        return ExitStatus.OK;
    }

    /** The types in their usual spelling, whatever their case on the command line. */
    private List<String> named() {
        return types.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    }

    @Override
    void checkArguments(BrookConfig config) {
        if (types.isEmpty() != (action == Action.LIST)) {
            throw new ParameterException(
                    spec().commandLine(), action == Action.LIST ? "list takes no TYPE" : "which TYPE? list shows them");
        }
        Set<String> known = config.analyses();
        List<String> unknown =
                named().stream().filter(type -> !known.contains(type)).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec().commandLine(),
                    "no such TYPE: " + String.join(", ", unknown) + "; there are " + String.join(", ", known));
        }
    }

    private void list(Set<String> known, Map<String, Boolean> switches) {
        Rows rows = new Rows("Type", "State");
        for (String type : known) {
            Boolean enabled = switches.get(type);
            rows.add(type, enabled == null ? "as configured" : enabled ? "enabled" : "disabled");
        }
        rows.print(spec().commandLine().getOut(), json);
    }
}
