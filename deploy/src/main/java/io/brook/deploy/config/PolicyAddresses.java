package io.brook.deploy.config;

import io.brook.analysis.site.LocalNetworks;
import io.brook.notice.policy.AddressSets;
import io.brook.schemas.flow.IpAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What a policy asks of addresses. Safe to use from any thread. */
public final class PolicyAddresses implements AddressSets {
    /** Networks are written in policies; more than this can only come from the traffic. */
    private static final int MOST_KNOWN = 100_000;

    private static final LocalNetworks NONE = LocalNetworks.of(List.of());

    private final Map<String, LocalNetworks> known = new ConcurrentHashMap<>();
    private volatile LocalNetworks local = LocalNetworks.PRIVATE;

    /** These are the networks of the site: known only when all settings are, those of the policy too. */
    void localAre(LocalNetworks networks) {
        local = networks;
    }

    @Override
    public boolean isLocal(String address) {
        return contains(local, address);
    }

    @Override
    public boolean isIn(String address, String network) {
        LocalNetworks found = known.get(network);
        if (found == null) {
            found = parse(network);
            if (known.size() < MOST_KNOWN) {
                known.put(network, found);
            }
        }
        return contains(found, address);
    }

    private static LocalNetworks parse(String network) {
        try {
            return LocalNetworks.of(List.of(network));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }

    private static boolean contains(LocalNetworks networks, String address) {
        try {
            IpAddress parsed = IpAddress.parse(address);
            return networks.contains(parsed.high(), parsed.low());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
