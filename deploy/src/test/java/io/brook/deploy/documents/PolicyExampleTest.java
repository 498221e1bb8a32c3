package io.brook.deploy.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.PolicyCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The policy that is an example has no mistakes. */
class PolicyExampleTest {
    private static final Path DOCS = Path.of("..", "docs");
    private static final Path FOLDER = DOCS.resolve("examples").resolve("policy");

    @Test
    void hasNoMistakes() throws Exception {
        PolicyCheck.Checked policy = PolicyCheck.of(FOLDER, ConfigReader.read(null, List.of()));
        assertThat(policy.site().size()).isEqualTo(7);
        assertThat(policy.sigma().size()).isEqualTo(1);
        assertThat(policy.sigma().leftOut()).isEmpty();
        BrookConfig config = ConfigReader.read(null, List.of("PolicyDir=" + FOLDER));
        assertThat(config.notice(false).policy().at(0).settings()).hasSize(3);
        assertThat(config.delivery().mail()).isPresent();
    }

    @Test
    void isTheOneOnThePage() throws Exception {
        String file = Files.readString(FOLDER.resolve("local.yaml"));
        assertThat(DOCS.resolve("policy.md"))
                .content()
                .contains("```yaml\n" + file.substring(file.indexOf('\n') + 1) + "```");
    }
}
