package io.brook.deploy.distribution;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** What a YAML file says, as JSON. */
public final class YamlFile {
    private static final Gson GSON = new Gson();

    private YamlFile() {}

    /** Its documents. */
    public static List<JsonObject> read(Path file) throws IOException {
        return parse(Files.readString(file));
    }

    static List<JsonObject> parse(String text) {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        List<JsonObject> documents = new ArrayList<>();
        new Yaml(strict)
                .loadAll(text)
                .forEach(document -> documents.add(GSON.toJsonTree(document).getAsJsonObject()));
        return documents;
    }

    /** An array of texts. */
    public static List<String> texts(JsonArray array) {
        return array.asList().stream().map(JsonElement::getAsString).toList();
    }
}
