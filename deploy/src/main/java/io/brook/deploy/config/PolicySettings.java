package io.brook.deploy.config;

import io.brook.analysis.sigma.SigmaRules;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.PolicyProblem;
import io.brook.notice.policy.SitePolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the policy of the site is. */
final class PolicySettings {
    /** Who judges notices. */
    private static final Set<Reader> MANAGERS =
            EnumSet.of(Reader.PROCESS, Reader.NOTICE_MANAGER, Reader.NOTICE, Reader.REPLAY);

    private static final Set<Reader> WORKERS = EnumSet.of(Reader.PROCESS, Reader.WORKER, Reader.REPLAY);

    static final Option DIRECTORY = Option.text("PolicyDir", "")
            .about("The folder of the site's policy, with local.yaml and others: what is done about notices, and"
                    + " settings, which override those of this file; with jars of analyzers and detectors in lib,"
                    + " and Sigma rules in sigma. No policy when empty.")
            .readBy(readers());

    /** Where in that folder the site's jars are. */
    static final String JARS = "lib";

    private static final Option BLOCK_FOR = Option.integer("BlockFor", 3_600, 1)
            .about("For how long addresses are blocked that the policy blocks, from the time of the notice on.")
            .in("seconds")
            .readBy(MANAGERS);

    static final OptionGroup GROUP = OptionGroup.of("Policy", DIRECTORY, BLOCK_FOR);

    private PolicySettings() {}

    private static Set<Reader> readers() {
        Set<Reader> readers = EnumSet.copyOf(Reader.NODES);
        readers.addAll(MANAGERS);
        // The last three know the site's analyzers and logs by it.
        readers.addAll(EnumSet.of(Reader.POLICY, Reader.ANALYSIS, Reader.TOPICS, Reader.DIFF));
        return readers;
    }

    static Duration blockFor(Values values) {
        return Duration.ofSeconds(values.integer(BLOCK_FOR));
    }

    static Optional<Path> folder(Values values) {
        String folder = values.text(DIRECTORY);
        return folder.isEmpty() ? Optional.empty() : Optional.of(Path.of(folder));
    }

    /**
     * Reads the policy, as far as it concerns a command.
     *
     * @param reader null for one that may read all of it
     * @throws PolicyException that lists all problems, if there are any
     */
    static SitePolicy read(PolicyFiles policy, Reader reader, PolicyAddresses addresses) throws PolicyException {
        return PolicyParser.read(policy, addresses, files(reader));
    }

    /**
     * The Sigma rules of a policy, for a command that analyses packets, or checks what such a one would do.
     *
     * @param reader null for one that may read all of it
     */
    static SigmaRules sigma(PolicyFiles policy, Reader reader) {
        return reader == null || WORKERS.contains(reader) ? SigmaRules.of(policy.sigma()) : SigmaRules.NONE;
    }

    /** Adds what is wrong with Sigma rules to what else is, each with the path of its file. */
    static void add(Path folder, SigmaRules wrong, Collection<String> problems) {
        wrong.problems()
                .forEach(each -> problems.add(folder.resolve(each.toString()).toString()));
    }

    /** Adds what is wrong with a policy to what else is, each with the path of its file. */
    static void add(Path folder, PolicyException wrong, Collection<String> problems) {
        for (PolicyProblem each : wrong.problems()) {
            problems.add(folder.resolve(each.file()).toString() + ':' + each.line() + ':' + each.column() + ": "
                    + each.message());
        }
    }

    private static List<String> files(Reader reader) {
        List<String> files = new ArrayList<>();
        if (reader == null || MANAGERS.contains(reader)) {
            files.add(PolicyParser.MANAGER);
        }
        if (reader == null || WORKERS.contains(reader)) {
            files.add(PolicyParser.WORKER);
        }
        return files;
    }
}
