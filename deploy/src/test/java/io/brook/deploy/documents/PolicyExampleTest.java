package io.brook.deploy.documents;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.config.PolicyCheck;
import io.brook.notice.policy.SitePolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy in the page about policies has no mistakes. */
class PolicyExampleTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void hasNoMistakes() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "policy.md")));
        assertThat(example.find()).isTrue();
        Files.writeString(folder.resolve("local.yaml"), example.group(1));
        Files.writeString(folder.resolve("partners.txt"), "192.0.2.0/24\n");
        BrookConfig none = ConfigReader.read(null, List.of());
        SitePolicy policy = PolicyCheck.of(folder, none);
        assertThat(policy.size()).isEqualTo(6);
        BrookConfig config = ConfigReader.read(null, List.of("PolicyDir=" + folder));
        assertThat(config.notice(false).policy().at(0).settings()).hasSize(2);
        assertThat(config.mail()).isPresent();
    }
}
