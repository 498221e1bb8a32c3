package io.brook.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The dashboard and the alert rules ask for nothing that is not there. */
class MonitoringFilesTest {
    private static final Path FOLDER = Path.of("monitoring");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*\"");

    private static final Pattern METRIC = Pattern.compile("\\b(?:brook|jvm|process)_\\w+");
    private static final Pattern WORD = Pattern.compile("\\b[a-z]\\w*_(?:total|seconds|bytes|records)\\b");
    private static final Pattern SELECTOR = Pattern.compile("(brook_\\w+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("(\\w+)\\s*(?:=~|!~|!=|=)");
    private static final Set<String> COMMON = Set.of("role", "instance", "job");

    @Test
    void theDashboardAsksForMetricsThatExist() throws Exception {
        Path file = FOLDER.resolve("grafana-dashboard.json");
        try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
            while (json.nextToken() != null) {
                // An exception would say where it is no JSON.
            }
        }
        List<Map<String, Object>> panels = list(read(file).get("panels"));
        assertThat(panels).hasSizeGreaterThan(10).allSatisfy(panel -> {
            assertThat((String) panel.get("title")).isNotBlank();
            assertThat(list(panel.get("targets")))
                    .isNotEmpty()
                    .allSatisfy(target -> check((String) target.get("expr")));
        });
        assertThat(panels.stream().map(panel -> panel.get("id"))).doesNotHaveDuplicates();
        assertThat(panels.stream().map(panel -> panel.get("gridPos"))).doesNotHaveDuplicates();
    }

    @Test
    void theAlertsAskForMetricsThatExistAndSayWhatToDo() throws Exception {
        List<Map<String, Object>> alerts = new ArrayList<>();
        list(read(FOLDER.resolve("alerts.yml")).get("groups"))
                .forEach(group -> alerts.addAll(list(group.get("rules"))));
        assertThat(alerts).hasSizeGreaterThan(5).allSatisfy(alert -> {
            check((String) alert.get("expr"));
            assertThat((String) alert.get("alert")).matches("Brook[A-Za-z]+");
            assertThat((String) alert.get("for")).matches("\\d+[smh]");
            assertThat(map(alert.get("labels")).get("severity")).isIn("warning", "critical");
            assertThat(map(alert.get("annotations"))).containsOnlyKeys("summary", "description");
        });
        assertThat(alerts.stream().map(alert -> alert.get("alert"))).doesNotHaveDuplicates();
    }

    /** What is JSON is YAML, too. */
    private static Map<String, Object> read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return map(new Yaml().load(reader));
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Object value) {
        return (List<Map<String, Object>>) value;
    }

    private static void check(String query) {
        String bare = QUOTED.matcher(query).replaceAll("\"\"");
        Set<String> asked = new TreeSet<>();
        Stream.of(METRIC, WORD).forEach(pattern -> {
            Matcher found = pattern.matcher(bare);
            while (found.find()) {
                asked.add(found.group());
            }
        });
        assertThat(asked).as(query).isNotEmpty();
        assertThat(served()).as(query).containsAll(asked);
        Matcher selector = SELECTOR.matcher(bare);
        while (selector.find()) {
            Measure measure = Stream.of(Measure.values())
                    .filter(each -> each.id().equals(selector.group(1)))
                    .findFirst()
                    .orElseThrow();
            Matcher label = LABEL.matcher(selector.group(2));
            while (label.find()) {
                assertThat(measure.labels().contains(label.group(1)) || COMMON.contains(label.group(1)))
                        .as("%s has %s", measure.id(), label.group(1))
                        .isTrue();
            }
        }
    }

    /** Brook's own metrics, and the JVM's as Micrometer names them here and now. */
    private static Set<String> served() {
        Set<String> names = Stream.of(Measure.values()).map(Measure::id).collect(Collectors.toCollection(TreeSet::new));
        try (Monitor monitor = new Monitor("worker")) {
            monitor.scrape()
                    .lines()
                    .filter(line -> line.startsWith("# TYPE "))
                    .forEach(line -> names.add(line.split(" ")[2]));
        }
        return names;
    }
}
