package io.brook.notice.policy;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** What the conditions of a policy may ask of addresses. Texts that are no addresses are in no network. */
public interface AddressSets {
    /** Whether an address belongs to the site. */
    boolean isLocal(String address);

    /** Whether a text is an address. */
    boolean isAddress(String text);

    /** Whether a text is a network, such as 192.0.2.0/24. */
    boolean isNetwork(String text);

    /** Whether an address is in a network such as 192.0.2.0/24, or is that address. */
    boolean isIn(String address, String network);

    /** Whether an address is in one of several networks. */
    default boolean isInAny(String address, List<?> networks) {
        return networks.stream().anyMatch(network -> isIn(address, network.toString()));
    }

    /**
     * The addresses of many networks, to be asked often.
     *
     * @param networks networks and addresses; other texts are left out
     */
    Predicate<String> union(Collection<String> networks);
}
