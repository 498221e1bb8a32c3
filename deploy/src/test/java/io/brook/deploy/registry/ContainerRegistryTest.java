package io.brook.deploy.registry;

import java.net.URI;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** With Apicurio's registry in a container; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class ContainerRegistryTest extends RegistryContract {
    private static final int PORT = 8080;

    @Container
    private static final GenericContainer<?> REGISTRY =
            new GenericContainer<>(DockerImageName.parse("apicurio/apicurio-registry:3.3.3")).withExposedPorts(PORT);

    @Override
    URI address() {
        return URI.create("http://" + REGISTRY.getHost() + ":" + REGISTRY.getMappedPort(PORT) + "/apis/ccompat/v7");
    }
}
