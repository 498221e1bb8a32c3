package io.brook.deploy.documents;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files of the checkout, and what the sources among them declare. Names are resolved in sources, so those of tests count too. */
final class Checkout {
    private static final Path ROOT = Path.of("..");

    /** What builds and runs leave behind, and what belongs to tools. */
    private static final Set<String> NOT_TRACKED = Set.of("target", "logs");

    private static final Pattern TYPE = Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
    private static final Pattern NAMESPACE = Pattern.compile("\\Anamespace io\\.brook\\.([\\w.]+);");
    private static final Pattern CALL = Pattern.compile("\\b(\\w+)\\(");
    private static final String SOURCES = "/java/io/brook/";

    /** Paths of files and folders, from the root, with a slash before each. */
    private final Set<String> paths = new HashSet<>();

    private final List<Path> documents = new ArrayList<>();
    private final Map<Path, String> sources = new HashMap<>();

    /** The sources that declare a type, by its simple name. */
    private final Map<String, Set<Path>> types = new HashMap<>();

    private final Set<String> methods = new HashSet<>();
    private final Set<String> folders = new HashSet<>();
    /** Names of packages below io.brook, with a dot before each. */
    private final Set<String> packages = new HashSet<>();

    private final Set<String> packageNames = new HashSet<>();

    static Checkout read() throws IOException {
        Checkout checkout = new Checkout();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = NOT_TRACKED.contains(name) || name.startsWith(".") && !folder.equals(ROOT);
                if (!skipped) {
                    checkout.addFolder(folder);
                }
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                checkout.addFile(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return checkout;
    }

    private static String fromRoot(Path path) {
        return '/' + ROOT.relativize(path).toString();
    }

    private void addFolder(Path folder) {
        String path = fromRoot(folder);
        paths.add(path);
        folders.add(folder.getFileName().toString());
        int start = path.indexOf(SOURCES);
        if (start >= 0) {
            addPackage(path.substring(start + SOURCES.length()).replace('/', '.'));
        }
    }

    private void addPackage(String name) {
        packages.add('.' + name);
        packageNames.addAll(List.of(name.split("\\.")));
    }

    private void addFile(Path file) throws IOException {
        paths.add(fromRoot(file));
        String name = file.getFileName().toString();
        if (name.endsWith(".md")) {
            documents.add(file);
        } else if (name.endsWith(".java") || name.endsWith(".avdl")) {
            String source = Files.readString(file, StandardCharsets.UTF_8);
            sources.put(file, source);
            Matcher type = TYPE.matcher(source);
            while (type.find()) {
                types.computeIfAbsent(type.group(1), each -> new HashSet<>()).add(file);
            }
            Matcher generated = NAMESPACE.matcher(source);
            if (generated.find()) {
                addPackage(generated.group(1));
            }
            Matcher call = CALL.matcher(source);
            while (call.find()) {
                methods.add(call.group(1));
            }
        }
    }

    List<Path> documents() {
        return documents;
    }

    /** Whether a file or folder has a path that ends so; in it {@code *} is any part of a name, and {@code .java} may be left out. */
    boolean hasPath(String end) {
        String path = '/' + (end.endsWith("/") ? end.substring(0, end.length() - 1) : end);
        if (!path.contains("*")) {
            return paths.stream().anyMatch(each -> each.endsWith(path) || each.endsWith(path + ".java"));
        }
        Pattern pattern = Pattern.compile(".*" + Pattern.quote(path).replace("*", "\\E[^/]*\\Q"));
        return paths.stream().anyMatch(each -> pattern.matcher(each).matches());
    }

    /** Whether some folder is called so. */
    boolean hasFolder(String name) {
        return folders.contains(name);
    }

    /** Whether a part of some package's name is this word. */
    boolean isInPackageNames(String word) {
        return packageNames.contains(word);
    }

    /** Whether there is a package whose name ends so. */
    boolean hasPackage(String end) {
        String name = '.' + end.replace(".*", "");
        return packages.stream().anyMatch(each -> each.endsWith(name));
    }

    /** The packages with sources whose names begin with that of a module and have one word more. */
    Set<String> packagesOf(String module) throws IOException {
        Path sources = ROOT.resolve(module).resolve("src/main/java/io/brook");
        try (Stream<Path> folders = Files.walk(sources, 2)) {
            return folders.filter(
                            folder -> Files.isDirectory(folder) && folder.getNameCount() == sources.getNameCount() + 2)
                    .map(folder -> sources.relativize(folder).toString().replace('/', '.'))
                    .collect(Collectors.toSet());
        }
    }

    /** Whether a method or constructor of this name is declared or called in the sources. */
    boolean hasMethod(String name) {
        return methods.contains(name);
    }

    /**
     * Whether there is a type.
     *
     * @param packageEnd what the name of its package ends with; empty for any
     * @param name its simple name, or that of the type it is in
     * @param members names that its source must have
     */
    boolean hasType(String packageEnd, String name, List<String> members) {
        for (Path file : types.getOrDefault(name, Set.of())) {
            String source = sources.get(file);
            String folder = fromRoot(file.getParent());
            boolean inPackage = packageEnd.isEmpty()
                    || folder.endsWith('/' + packageEnd.replace('.', '/'))
                    || source.contains("namespace io.brook." + packageEnd + ';');
            if (inPackage
                    && members.stream()
                            .allMatch(member -> Pattern.compile("\\b" + Pattern.quote(member) + "\\b")
                                    .matcher(source)
                                    .find())) {
                return true;
            }
        }
        return false;
    }

    /** The full name of a top-level class. */
    Optional<String> fullName(String simpleName) {
        return types.getOrDefault(simpleName, Set.of()).stream()
                .map(Checkout::fromRoot)
                .filter(path -> path.contains(SOURCES) && path.endsWith('/' + simpleName + ".java"))
                .map(path -> path.substring(path.indexOf("io/brook/"), path.length() - ".java".length())
                        .replace('/', '.'))
                .findFirst();
    }

    /** Whether one Java source has all of these lines, whatever its spaces and line ends are. */
    boolean hasExcerpt(List<String> lines) {
        List<String> parts = lines.stream().map(Checkout::packed).toList();
        return sources.values().stream()
                .map(Checkout::packed)
                .anyMatch(source -> parts.stream().allMatch(source::contains));
    }

    private static String packed(String text) {
        return text.replaceAll("\\s", "");
    }
}
