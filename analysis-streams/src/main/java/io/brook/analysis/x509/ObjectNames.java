package io.brook.analysis.x509;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** OpenSSL's names of object identifiers: short ones of the attributes of names and of curves, long ones of algorithms. */
final class ObjectNames {
    private static final Map<String, String> ATTRIBUTES = read("attributes.txt");
    private static final Map<String, String> ALGORITHMS = read("algorithms.txt");
    private static final Map<String, String> CURVES = read("curves.txt");

    private ObjectNames() {}

    /** The short name of an attribute of a name, such as CN; null when there is none. */
    static String attribute(String identifier) {
        return ATTRIBUTES.get(identifier);
    }

    /** The long name of an algorithm, such as sha256WithRSAEncryption; null when there is none. */
    static String algorithm(String identifier) {
        return ALGORITHMS.get(identifier);
    }

    /** The short name of an elliptic curve, such as prime256v1; null when there is none. */
    static String curve(String identifier) {
        return CURVES.get(identifier);
    }

    private static Map<String, String> read(String resource) {
        try (InputStream in = ObjectNames.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" ", 2))
                    .collect(Collectors.toUnmodifiableMap(line -> line[0], line -> line[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
