package io.brook.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SmtpPassword = hunter2",
                "smtppassword=hunter2",
                "# SmtpPassword = hunter2",
                "WebhookSecret = hunter2",
                "Webhooks = slack:https://hooks.example.org/services/hunter2",
                "AWS_SESSION_TOKEN=hunter2",
                "sasl.jaas.config = PlainLoginModule required password=\"hunter2\";",
                "ssl.keystore.password=hunter2",
                "proxy is http://user:hunter2@proxy.example.org:3128/"
            })
    void areHidden(String line) {
        assertThat(Secrets.hide(line)).doesNotContain("hunter2").contains("[hidden]");
    }

    @Test
    void nothingElseIs() {
        for (String line : new String[] {
            "SmtpUser = brook", "BootstrapServers = broker:9092", "BROOK_JAVA_OPTS=-Xmx1g", "SmtpPassword =", ""
        }) {
            assertThat(Secrets.hide(line)).isEqualTo(line);
        }
    }
}
