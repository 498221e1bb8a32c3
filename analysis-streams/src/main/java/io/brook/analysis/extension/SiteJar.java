package io.brook.analysis.extension;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.contract.SiteDetector;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;

/**
 * One jar of the site.
 *
 * @param path the file
 * @param classes the names of its classes
 * @param services whether it offers an analyzer or a detector; others are libraries of these
 * @param builtFor the version of Brook that its manifest names; null for none
 */
record SiteJar(Path path, Set<String> classes, boolean services, String builtFor) {
    /** What the manifest says. */
    static final String VERSION = "Brook-Version";

    private static final String CLASS = ".class";
    private static final List<Class<?>> SERVICES = List.of(ProtocolAnalyzer.class, SiteDetector.class);

    /** @throws IOException when it is not a jar, or cannot be read */
    static SiteJar read(Path path) throws IOException {
        try (JarFile jar = new JarFile(path.toFile())) {
            Set<String> classes = jar.stream()
                    .map(entry -> entry.getName())
                    .filter(name -> name.endsWith(CLASS) && !name.startsWith("META-INF/"))
                    .map(name ->
                            name.substring(0, name.length() - CLASS.length()).replace('/', '.'))
                    .collect(Collectors.toUnmodifiableSet());
            boolean services = SERVICES.stream()
                    .anyMatch(service -> jar.getEntry("META-INF/services/" + service.getName()) != null);
            Manifest manifest = jar.getManifest();
            Attributes main = manifest == null ? new Attributes() : manifest.getMainAttributes();
            return new SiteJar(path, classes, services, main.getValue(VERSION));
        }
    }

    URL url() throws MalformedURLException {
        return path.toUri().toURL();
    }

    /** Whether it was built for a version that differs from this one in nothing but the last number, or the same. */
    boolean isFor(String version) {
        return builtFor != null && (builtFor.equals(version) || series(builtFor).equals(series(version)));
    }

    /** The numbers before the last one: 1.4 of 1.4.2 and of 1.4.3-SNAPSHOT. */
    private static String series(String version) {
        String numbers = version.split("-", 2)[0];
        int last = numbers.lastIndexOf('.');
        return last < 0 ? numbers : numbers.substring(0, last);
    }
}
