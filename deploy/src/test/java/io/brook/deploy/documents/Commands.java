package io.brook.deploy.documents;

import io.brook.deploy.cli.BrookCommand;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Whether a line in a document is a command of Brook, with its options. Values of options are not looked at. */
final class Commands {
    private static final Pattern START = Pattern.compile("(sudo )?(\\./)?brook (?<rest>.*)", Pattern.DOTALL);
    private static final Pattern WORD = Pattern.compile("[a-z][a-z|-]*");

    private final CommandLine brook = BrookCommand.commandLine();

    /** Whether it begins as a command of Brook does. */
    static boolean isOne(String line) {
        return START.matcher(line).matches();
    }

    /** Whether any command has this option. */
    boolean hasOption(String name) {
        return brook.getCommandSpec().optionsMap().containsKey(name)
                || brook.getSubcommands().values().stream()
                        .anyMatch(each -> each.getCommandSpec().optionsMap().containsKey(name));
    }

    /** Whether there is a command of this name. */
    boolean hasCommand(String name) {
        return brook.getSubcommands().containsKey(name);
    }

    /** What is wrong with a command; nothing for one that is right. */
    Optional<String> problem(String line) {
        var start = START.matcher(line);
        if (!start.matches()) {
            return Optional.of("is no command of Brook: " + line);
        }
        List<String> words = Arrays.asList(start.group("rest").split("\\s+"));
        String first = words.get(0);
        if (WORD.matcher(first).matches()) {
            CommandLine command = brook.getSubcommands().get(first);
            return command == null
                    ? Optional.of("there is no command brook " + first)
                    : problem(command.getCommandSpec(), words.subList(1, words.size()));
        }
        return problem(brook.getCommandSpec(), words);
    }

    private Optional<String> problem(CommandSpec command, List<String> words) {
        for (String word : words) {
            String option = word.split("=")[0];
            if (word.equals("#") || word.equals("|") || word.equals("&")) {
                break;
            }
            if (option.matches("--?[a-zA-Z][\\w-]*") && !command.optionsMap().containsKey(option)) {
                return Optional.of(command.qualifiedName() + " has no option " + option);
            }
        }
        return words.isEmpty() || !WORD.matcher(words.get(0)).matches()
                ? Optional.empty()
                : actionProblem(command, words.get(0));
    }

    /** A first argument in lower case is one of what the command can do, where it can do several things. */
    private static Optional<String> actionProblem(CommandSpec command, String alternatives) {
        Optional<PositionalParamSpec> action = command.positionalParameters().stream()
                .filter(parameter -> parameter.type().isEnum())
                .findFirst();
        if (action.isEmpty()) {
            return Optional.empty();
        }
        List<String> actions = Arrays.stream(action.get().type().getEnumConstants())
                .map(each -> each.toString().toLowerCase(Locale.ROOT))
                .toList();
        return Arrays.stream(alternatives.split("\\|"))
                .filter(each -> !actions.contains(each))
                .findFirst()
                .map(each -> command.qualifiedName() + " cannot " + each);
    }
}
