package io.brook.deploy.config;

import io.brook.analysis.site.LocalNetworks;
import io.brook.notice.policy.AddressSets;
import io.brook.schemas.flow.IpAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** What a policy asks of addresses. Safe to use from any thread. */
public final class PolicyAddresses implements AddressSets {
    /** Networks are written in policies; more than this can only come from the traffic. */
    private static final int MOST_KNOWN = 100_000;

    private final Map<String, Predicate<String>> known = new ConcurrentHashMap<>();
    private volatile LocalNetworks local = LocalNetworks.PRIVATE;

    /** These are the networks of the site: known only when all settings are, those of the policy too. */
    void localAre(LocalNetworks networks) {
        local = networks;
    }

    @Override
    public boolean isLocal(String address) {
        return parse(address).filter(ip -> local.contains(ip.high(), ip.low())).isPresent();
    }

    @Override
    public boolean isIn(String address, String network) {
        Predicate<String> found = known.get(network);
        if (found == null) {
            found = union(List.of(network));
            if (known.size() < MOST_KNOWN) {
                known.put(network, found);
            }
        }
        return found.test(address);
    }

    @Override
    public Predicate<String> union(Collection<String> networks) {
        Set<IpAddress> hosts = new HashSet<>();
        List<String> ranges = new ArrayList<>();
        for (String each : networks) {
            if (each.indexOf('/') < 0) {
                parse(each).ifPresent(hosts::add);
            } else if (isNetwork(each)) {
                ranges.add(each);
            }
        }
        LocalNetworks covered = LocalNetworks.of(ranges);
        return address -> parse(address)
                .filter(ip -> hosts.contains(ip) || covered.contains(ip.high(), ip.low()))
                .isPresent();
    }

    @Override
    public boolean isAddress(String text) {
        return parse(text).isPresent();
    }

    @Override
    public boolean isNetwork(String text) {
        return LocalNetworks.isNetwork(text);
    }

    private static Optional<IpAddress> parse(String address) {
        try {
            return Optional.of(IpAddress.parse(address));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
