package io.brook.deploy.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.rights.Right;
import io.brook.deploy.rights.Role;
import io.brook.schemas.topic.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.utils.SecurityUtils;
import org.junit.jupiter.api.Test;

/** The page for operators has the commands that allow each role what {@link Role} lists. */
class RightsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "operations.md");

    @Test
    void hasTheCommandsForEachRole() throws IOException {
        StringBuilder commands = new StringBuilder();
        for (Role role : Role.values()) {
            commands.append("# ").append(role.command()).append('\n').append(commands(role));
        }
        assertThat(PAGE).content().contains("```\n" + commands + "```\n");
    }

    /** A command for all that is allowed in the same way of things of the same kind. */
    private static String commands(Role role) {
        Map<String, String> commands = new LinkedHashMap<>();
        for (Right right : role.rights(new Names("site1."))) {
            boolean prefixed = right.resource().patternType() == PatternType.PREFIXED;
            String start = "allow User:" + role.command() + (prefixed ? " --resource-pattern-type prefixed" : "")
                    + " --operation " + SecurityUtils.operationName(right.operation());
            String what =
                    switch (right.resource().resourceType()) {
                        case TOPIC -> " --topic " + right.resource().name();
                        case GROUP -> " --group " + right.resource().name();
                        case TRANSACTIONAL_ID ->
                            " --transactional-id " + right.resource().name();
                        default -> " --cluster";
                    };
            commands.merge(start, what, String::concat);
        }
        StringBuilder text = new StringBuilder();
        commands.forEach((start, what) -> text.append(start).append(what).append('\n'));
        return text.toString();
    }
}
