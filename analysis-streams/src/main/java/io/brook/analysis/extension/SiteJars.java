package io.brook.analysis.extension;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.contract.SiteDetector;
import io.brook.analysis.state.SiteClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** Reads the jars of a folder. Collects what is wrong with them, rather than to stop at the first. */
public final class SiteJars {
    /** The version of Brook that this is. */
    public static final String VERSION = version();

    /** More mistakes of one jar are not looked for. */
    private static final int MOST_MISTAKES = 20;

    private final Collection<String> problems;
    private final NameCheck names;
    private final List<ProtocolAnalyzer> analyzers = new ArrayList<>();
    private final List<SiteDetector> detectors = new ArrayList<>();

    private SiteJars(Collection<String> problems) {
        this.problems = problems;
        this.names = new NameCheck(problems);
    }

    /**
     * Loads all jars of a folder, in the order of their names.
     *
     * @param folder which need not be there
     * @param problems takes a line for everything that is wrong
     * @return what could be loaded
     */
    public static Extensions read(Path folder, Collection<String> problems) {
        return new SiteJars(problems).load(folder);
    }

    private static String version() {
        try (InputStream in = SiteJars.class.getResourceAsStream("version")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Extensions load(Path folder) {
        List<SiteJar> jars = jars(folder);
        if (jars.isEmpty()) {
            return Extensions.NONE;
        }
        Set<String> classes = new HashSet<>();
        List<URL> urls = new ArrayList<>();
        try {
            for (SiteJar jar : jars) {
                classes.addAll(jar.classes());
                urls.add(jar.url());
            }
            // Open for as long as the process runs: classes are loaded when they are needed.
            ClassLoader loader =
                    new URLClassLoader("policy", urls.toArray(URL[]::new), SiteJars.class.getClassLoader());
            for (SiteJar jar : jars) {
                if (jar.services()) {
                    load(jar, loader);
                }
            }
            return new Extensions(
                    List.copyOf(analyzers), List.copyOf(detectors), new SiteClasses(loader, Set.copyOf(classes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<SiteJar> jars(Path folder) {
        List<SiteJar> jars = new ArrayList<>();
        if (!Files.exists(folder)) {
            return jars;
        }
        List<Path> paths = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.jar")) {
            found.forEach(paths::add);
        } catch (IOException e) {
            problems.add(folder + ": cannot be read: " + e.getMessage());
        }
        paths.sort(null);
        for (Path path : paths) {
            try {
                jars.add(SiteJar.read(path));
            } catch (IOException e) {
                problems.add(path + ": cannot be read as a jar: " + e.getMessage());
            }
        }
        return jars;
    }

    private void load(SiteJar jar, ClassLoader loader) throws IOException {
        if (!jar.isFor(VERSION)) {
            problems.add(jar.path() + ": "
                    + (jar.builtFor() == null
                            ? "its manifest does not say for which version of Brook it was built; add "
                                    + SiteJar.VERSION + ": " + VERSION
                            : "was built for Brook " + jar.builtFor() + ", this is " + VERSION
                                    + "; build it for this version"));
            return;
        }
        try (JarServices services = new JarServices(jar.url(), loader)) {
            for (ProtocolAnalyzer analyzer : found(jar, ServiceLoader.load(ProtocolAnalyzer.class, services))) {
                if (isRight(jar, () -> names.isFree(jar, analyzer))) {
                    analyzers.add(analyzer);
                }
            }
            for (SiteDetector detector : found(jar, ServiceLoader.load(SiteDetector.class, services))) {
                if (isRight(jar, () -> names.isFree(jar, detector))) {
                    detectors.add(detector);
                }
            }
        }
    }

    /** What a jar offers of one kind. */
    private <S> List<S> found(SiteJar jar, ServiceLoader<S> services) {
        List<S> found = new ArrayList<>();
        Iterator<ServiceLoader.Provider<S>> each = services.stream().iterator();
        for (int mistakes = 0; mistakes < MOST_MISTAKES; ) {
            try {
                if (!each.hasNext()) {
                    break;
                }
                found.add(each.next().get());
            } catch (ServiceConfigurationError e) {
                mistakes++;
                // The first words are the name of the service.
                String message = e.getMessage();
                problems.add(jar.path() + ": " + message.substring(message.indexOf(": ") + 2) + because(e));
            } catch (LinkageError e) {
                mistakes++;
                problems.add(doesNotFit(jar, e));
            }
        }
        return found;
    }

    private static String because(ServiceConfigurationError failure) {
        return failure.getCause() == null ? "" : ": " + failure.getCause();
    }

    /** Asks a jar's object, which may call what this version of Brook does not have. */
    private boolean isRight(SiteJar jar, Check check) {
        try {
            return check.passes();
        } catch (LinkageError e) {
            problems.add(doesNotFit(jar, e));
        } catch (RuntimeException e) {
            problems.add(jar.path() + ": fails when it is asked what it has: " + e);
        }
        return false;
    }

    private static String doesNotFit(SiteJar jar, LinkageError failure) {
        return jar.path() + ": does not fit Brook " + VERSION + ", or a jar that it needs is missing: " + failure;
    }

    /** A question that may fail. */
    @FunctionalInterface
    private interface Check {
        boolean passes();
    }
}
