package io.brook.deploy.shell;

import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.host.Installation;
import io.brook.notice.policy.PolicyParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A copy of the configuration, and what nodes load from it. */
public final class NodeConfiguration {
    private final Path etc;
    private final Path networks;
    private final Reader reader;

    /** Reads the settings of a node. */
    @FunctionalInterface
    interface Reader {
        BrookConfig read(Node node, Path networks, Path etc) throws ConfigException;
    }

    NodeConfiguration(Path etc, Path networks, Reader reader) {
        this.etc = etc;
        this.networks = networks;
        this.reader = reader;
    }

    /**
     * The settings of a node.
     *
     * @throws ConfigException with a line for everything that is wrong
     */
    public BrookConfig settings(Node node) throws ConfigException {
        return reader.read(node, networks, etc);
    }

    /** The file with the settings, if there is one. */
    public Optional<Path> file() {
        return Optional.of(etc.resolve(Cluster.SETTINGS)).filter(Files::exists);
    }

    /** The file of the site's networks, if there is one. */
    public Optional<Path> networks() {
        return Optional.of(networks).filter(Files::exists);
    }

    /** The folder of the site's policy, if there is one. */
    public Optional<Path> policy() {
        return Optional.of(etc.resolve(Installation.POLICY)).filter(Files::isDirectory);
    }

    /** The files that a node reads, in that order. */
    public List<Path> of(Node node) {
        List<Path> files = new ArrayList<>();
        if (node.role() == Node.Role.BROKER) {
            return files;
        }
        file().ifPresent(files::add);
        policy().ifPresent(folder -> {
            files.addAll(jars(folder.resolve("lib")));
            List<String> names = new ArrayList<>(List.of(PolicyParser.ALL));
            if (node.role() == Node.Role.NOTICE_MANAGER) {
                names.add(PolicyParser.MANAGER);
            } else if (node.role() == Node.Role.WORKER) {
                names.add(PolicyParser.WORKER);
            }
            names.stream().map(folder::resolve).filter(Files::exists).forEach(files::add);
        });
        networks().ifPresent(files::add);
        return files;
    }

    private static List<Path> jars(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
