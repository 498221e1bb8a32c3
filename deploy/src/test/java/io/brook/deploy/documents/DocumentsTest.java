package io.brook.deploy.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a document names is there. {@link Names} has the rules for single names. */
class DocumentsTest {
    private static final Pattern MAVEN_TESTS = Pattern.compile("-Dtest='?([\\w,*]+)");
    private static final Pattern MAVEN_MODULES = Pattern.compile("-pl ([\\w,-]+)");
    private static final Pattern LOG = Pattern.compile("(?<![\\w./-])([a-z][a-z0-9_]*)\\.log\\b");
    private static final Pattern MARKED = Pattern.compile("`([^`]+)`");

    private static Checkout checkout;
    private static Names names;
    private static Commands commands;

    static List<Path> documents() throws IOException {
        checkout = Checkout.read();
        commands = new Commands();
        names = new Names(checkout, commands);
        return checkout.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void namesOnlyWhatIsThere(Path document) throws IOException {
        Page page = Page.read(document);
        List<String> problems = new ArrayList<>();
        page.code().forEach(span -> problem(span).ifPresent(problems::add));
        page.blocks().forEach(block -> check(block, problems));
        page.tables().forEach(table -> check(table, problems));
        for (String link : page.links()) {
            check(link, document, page, problems);
        }
        Matcher log = LOG.matcher(page.text());
        while (log.find()) {
            if (!Names.isLog(log.group(1))) {
                problems.add("is no log: " + log.group());
            }
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"schemas", "capture-producer", "analysis-streams", "state-sync", "notice-manager", "deploy"})
    void aReadmeKnowsAllPackagesOfItsModule(String module) throws IOException {
        documents();
        Page readme = Page.read(Path.of("..", module, "README.md"));
        Set<String> listed = readme.tables().stream()
                .filter(table -> table.headings().get(0).equals("package"))
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> MARKED.matcher(row.get(0)).results())
                .map(name -> name.group(1))
                .collect(Collectors.toSet());
        assertThat(listed).containsAll(checkout.packagesOf(module));
    }

    private static Optional<String> problem(String span) {
        return span.startsWith("mvn ") ? mavenProblem(span) : names.problem(span);
    }

    private static Optional<String> mavenProblem(String command) {
        Matcher tests = MAVEN_TESTS.matcher(command);
        while (tests.find()) {
            for (String test : tests.group(1).split(",")) {
                if (!checkout.hasPath(test + ".java")) {
                    return Optional.of("is no test: " + test);
                }
            }
        }
        Matcher modules = MAVEN_MODULES.matcher(command);
        while (modules.find()) {
            for (String module : modules.group(1).split(",")) {
                if (!checkout.hasPath(module + "/pom.xml")) {
                    return Optional.of("is no module: " + module);
                }
            }
        }
        return Optional.empty();
    }

    /** Java is an excerpt of a source; lines of a shell that are Brook's or Maven's are right. */
    private static void check(Page.Block block, List<String> problems) {
        if (block.language().equals("java")) {
            List<String> code = block.lines().stream()
                    .map(line -> line.replaceAll("//.*", "").strip())
                    .filter(line -> !line.isEmpty() && !line.contains("..."))
                    .toList();
            if (!checkout.hasExcerpt(code)) {
                problems.add("is no excerpt of a source: " + block.lines());
            }
            return;
        }
        String text = String.join("\n", block.lines()).replaceAll("\\\\\n", " ");
        for (String line : text.split("\n")) {
            String command = line.replaceAll("\\s#.*", "").strip();
            if (Commands.isOne(command)) {
                commands.problem(command).ifPresent(problems::add);
            } else if (command.startsWith("mvn ")) {
                mavenProblem(command).ifPresent(problems::add);
            } else if (command.matches("[a-z]+/\\S+( .*)?")) {
                names.problem(command.replaceAll(" .*", "")).ifPresent(problems::add);
            }
        }
    }

    /** A table says by the heading of its first column what is in that. */
    private static void check(Page.Table table, List<String> problems) {
        String kind = table.headings().get(0);
        for (List<String> row : table.rows()) {
            Matcher marked = MARKED.matcher(row.get(0));
            while (marked.find()) {
                String name = marked.group(1);
                boolean known =
                        switch (kind) {
                            case "package" -> checkout.hasPackage(name);
                            case "module" -> checkout.hasPath(name + "/pom.xml");
                            case "topic" -> Names.isTopic(name) || name.endsWith("-changelog");
                            case "key" -> Names.isSetting(name);
                            case "log" -> Names.isLog(name);
                            case "limit" -> checkLimit(name, row.get(1), problems);
                            default -> true;
                        };
                if (!known) {
                    problems.add("is no " + kind + ": " + name);
                }
            }
        }
    }

    /** The value beside a constant is its own. */
    private static boolean checkLimit(String constant, String value, List<String> problems) {
        try {
            int dot = constant.indexOf('.');
            String type = checkout.fullName(constant.substring(0, dot)).orElseThrow();
            Set<String> actual = Constants.texts(type, constant.substring(dot + 1));
            if (!actual.contains(value)) {
                problems.add(constant + " is " + String.join(" or ", actual) + " and not " + value);
            }
            return true;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return false;
        }
    }

    private static void check(String link, Path document, Page page, List<String> problems) throws IOException {
        URI target = URI.create(link);
        if (target.isAbsolute()) {
            return;
        }
        Path file = target.getPath().isEmpty() ? document : document.resolveSibling(target.getPath());
        if (!Files.exists(file)) {
            problems.add("leads nowhere: " + link);
        } else if (target.getFragment() != null) {
            Page other = file.equals(document) ? page : Page.read(file);
            if (!other.anchors().contains(target.getFragment())) {
                problems.add("leads to no heading: " + link);
            }
        }
    }
}
