package io.brook.analysis.analyzer;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** The responder ports on which a protocol is expected. */
public record Ports(Set<Integer> tcp, Set<Integer> udp) {
    /** For a protocol that is only found by its first bytes, or where another one hands over to it. */
    public static final Ports NONE = new Ports(Set.of(), Set.of());

    public static Ports tcp(int... ports) {
        return new Ports(setOf(ports), Set.of());
    }

    public static Ports udp(int... ports) {
        return new Ports(Set.of(), setOf(ports));
    }

    /** The same over TCP, and these over UDP. */
    public Ports andUdp(int... ports) {
        return new Ports(tcp, setOf(ports));
    }

    private static Set<Integer> setOf(int... ports) {
        return Arrays.stream(ports).boxed().collect(Collectors.toUnmodifiableSet());
    }
}
