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

    /** The Sigma rules of a policy that has been found to be right. */
    public static SigmaRules sigma(Path folder) {
        return PolicySettings.sigma(folder, null);
    }

    /**
     * Reads all of it.
     *
     * @throws ConfigException with a line for everything that is wrong, the settings included
     */
    public static SitePolicy of(Path folder, BrookConfig config) throws ConfigException {
        Set<String> problems = new LinkedHashSet<>();
        SitePolicy policy = SitePolicy.NONE;
        try {
            policy = PolicyParser.check(PolicyFiles.read(folder), config.addresses());
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
