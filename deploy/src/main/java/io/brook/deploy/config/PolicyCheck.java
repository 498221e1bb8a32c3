package io.brook.deploy.config;

import io.brook.analysis.sigma.SigmaRules;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.SitePolicy;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Checks a policy for all kinds of nodes. */
public final class PolicyCheck {
    private PolicyCheck() {}

    /**
     * A policy without mistakes.
     *
     * @param files all that belongs to it
     * @param site what is done about notices, and the settings that are redefined
     * @param sigma what lines are compared with
     */
    public record Checked(PolicyFiles files, SitePolicy site, SigmaRules sigma) {}

    /**
     * Reads all of it.
     *
     * @throws ConfigException with a line for everything that is wrong, the settings included
     */
    public static Checked of(Path folder, BrookConfig config) throws ConfigException {
        Set<String> problems = new LinkedHashSet<>();
        Checked policy = new Checked(PolicyFiles.NONE, SitePolicy.NONE, SigmaRules.NONE);
        try {
            PolicyFiles files = PolicyFiles.read(folder);
            policy = new Checked(
                    files, PolicyParser.check(files, config.addresses()), PolicySettings.sigma(files, null));
        } catch (PolicyException e) {
            PolicySettings.add(folder, e, problems);
        }
        try {
            ConfigReader.read(null, null, List.of(PolicySettings.DIRECTORY.key() + '=' + folder));
        } catch (ConfigException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(List.copyOf(problems));
        }
        return policy;
    }
}
