package io.brook.deploy.structure;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What depends on what, in all modules, as compiled: packages in one direction, and classes in small circles at most. */
class CyclesTest {
    private static final String OWN = "io.brook";
    private static final int MOST = 3;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/") && !location.contains("-tests.jar"))
            .importPackages(OWN);

    @Test
    void noPackageDependsOnItselfByWayOfOthers() {
        slices().matching(OWN + ".(**)").should().beFreeOfCycles().check(CLASSES);
    }

    /** Classes that know each other can only be understood together. Nested classes count as the class that they are in. */
    @Test
    void noMoreThanThreeClassesDependOnEachOther() {
        assertThat(new Circles(graph()).found())
                .allSatisfy(circle -> assertThat(circle).hasSizeLessThanOrEqualTo(MOST));
    }

    private static Map<String, Set<String>> graph() {
        Map<String, Set<String>> graph = new TreeMap<>();
        for (JavaClass each : CLASSES) {
            Set<String> others = graph.computeIfAbsent(outermost(each), name -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass();
                if (target.getPackageName().startsWith(OWN) && !target.isArray()) {
                    others.add(outermost(target));
                }
            }
        }
        return graph;
    }

    private static String outermost(JavaClass of) {
        JavaClass outer = of;
        while (outer.getEnclosingClass().isPresent()) {
            outer = outer.getEnclosingClass().get();
        }
        return outer.getName();
    }

    /** The strongly connected components of a graph, by Tarjan's algorithm. */
    private static final class Circles {
        private final Map<String, Set<String>> graph;
        private final Map<String, Integer> numbers = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Deque<String> open = new ArrayDeque<>();
        private final List<Set<String>> found = new ArrayList<>();

        Circles(Map<String, Set<String>> graph) {
            this.graph = graph;
        }

        List<Set<String>> found() {
            graph.keySet().stream().filter(each -> !numbers.containsKey(each)).forEach(this::visit);
            return found;
        }

        private void visit(String from) {
            numbers.put(from, numbers.size());
            lowest.put(from, numbers.get(from));
            open.push(from);
            for (String to : graph.getOrDefault(from, Set.of())) {
                if (!numbers.containsKey(to)) {
                    visit(to);
                    lowest.merge(from, lowest.get(to), Math::min);
                } else if (open.contains(to)) {
                    lowest.merge(from, numbers.get(to), Math::min);
                }
            }
            if (lowest.get(from).equals(numbers.get(from))) {
                close(from);
            }
        }

        private void close(String first) {
            Set<String> circle = new TreeSet<>();
            String each;
            do {
                each = open.pop();
                circle.add(each);
            } while (!each.equals(first));
            if (circle.size() > 1) {
                found.add(circle);
            }
        }
    }
}
