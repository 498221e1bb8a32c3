package io.brook.deploy.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.distribution.Installed.Said;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The manifests have the fields that Kubernetes' own description of its objects has, and no others. They are not run here. */
class KubernetesTest {
    private static final Path FOLDER = Path.of("kubernetes");
    private static final Path KUSTOMIZATION = FOLDER.resolve("kustomization.yaml");
    private static final String MODELS = "io.kubernetes.client.openapi.models.V1";

    @Test
    void everyObjectIsOneOfKubernetes() throws Exception {
        for (String file : resources()) {
            for (JsonObject object : YamlFile.read(FOLDER.resolve(file))) {
                check(object);
            }
        }
    }

    @Test
    void aFieldThatIsMisspeltIsFound() throws Exception {
        String worker = Files.readString(FOLDER.resolve("worker.yaml")).replace("readOnlyRoot", "readonlyRoot");
        assertThatThrownBy(() -> check(YamlFile.parse(worker).get(0))).hasMessageContaining("readonlyRoot");
    }

    @Test
    void theKustomizationNamesEveryFile() throws IOException {
        List<String> named = new ArrayList<>(resources());
        named.add("kustomization.yaml");
        JsonObject kustomization = YamlFile.read(KUSTOMIZATION).get(0);
        for (JsonElement map : kustomization.getAsJsonArray("configMapGenerator")) {
            named.addAll(YamlFile.texts(map.getAsJsonObject().getAsJsonArray("files")));
        }
        try (var files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrderElementsOf(named);
        }
    }

    @Test
    void whatKustomizeRendersIsOfKubernetesToo() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/kubectl")), "kubectl is not here");
        Said rendered = Installed.run("/usr/bin/kubectl", "kustomize", FOLDER.toString());
        assertThat(rendered.status()).as(rendered.text()).isZero();
        List<JsonObject> objects = YamlFile.parse(rendered.text());
        assertThat(objects)
                .extracting(object -> object.get("kind").getAsString())
                .containsExactlyInAnyOrder(
                        "Namespace",
                        "ConfigMap",
                        "Service",
                        "DaemonSet",
                        "Deployment",
                        "Deployment",
                        "Deployment",
                        "StatefulSet");
        for (JsonObject object : objects) {
            check(object);
        }
    }

    @Test
    void itsSettingsAreBrooks() throws Exception {
        assertThat(ConfigReader.read(FOLDER.resolve("brook.cfg"), List.of()).bootstrapServers())
                .isEqualTo("kafka.kafka.svc:9092");
    }

    private static List<String> resources() throws IOException {
        return YamlFile.texts(YamlFile.read(KUSTOMIZATION).get(0).getAsJsonArray("resources"));
    }

    private static void check(JsonObject object) throws Exception {
        Class<?> model = Class.forName(MODELS + object.get("kind").getAsString());
        try {
            model.getMethod("validateJsonElement", JsonElement.class).invoke(null, object);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause().getMessage(), e);
        }
    }
}
