package io.brook.deploy.embedded;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The pipeline on the embedded broker. */
class EmbeddedPipelineTest extends PipelineContract {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        broker = EmbeddedBroker.temporary();
        broker.start();
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Override
    Map<String, Object> client() {
        return broker.clientConfig();
    }
}
