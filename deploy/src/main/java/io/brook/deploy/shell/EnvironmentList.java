package io.brook.deploy.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables as zeekctl writes them: {@code NAME=VALUE,NAME=VALUE}. */
final class EnvironmentList {
    private EnvironmentList() {}

    /**
     * Reads such a list.
     *
     * @param origin where it is, for messages
     * @param problems gets a line for each part that is no variable
     */
    static Map<String, String> parse(String text, String origin, List<String> problems) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(",")) {
            int equals = each.indexOf('=');
            if (equals <= 0) {
                problems.add(origin + ": expected NAME=VALUE,..., found: " + each.strip());
            } else {
                variables.put(
                        each.substring(0, equals).strip(),
                        each.substring(equals + 1).strip());
            }
        }
        return variables;
    }
}
