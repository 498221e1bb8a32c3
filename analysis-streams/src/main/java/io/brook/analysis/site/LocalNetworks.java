package io.brook.analysis.site;

import io.brook.schemas.flow.IpAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The site's own networks: which addresses are local. */
public final class LocalNetworks {
    /**
     * The address space that is not routed on the Internet (IANA, IPv4 and IPv6 Special-Purpose Address Registries), IPv4
     * blocks also in their 6to4 form (RFC 3056): what Zeek takes for local when the site says nothing.
     */
    public static final LocalNetworks PRIVATE = ofPrivateSpace();

    private static final int V4_IN_MAPPED = 96;

    /** Of the right form; what else it may be is the parser's to say. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-f:]*:[0-9a-f:.]*");

    private final long[] highs;
    private final long[] lows;
    private final long[] highMasks;
    private final long[] lowMasks;

    private LocalNetworks(List<String> cidrs) {
        int n = cidrs.size();
        highs = new long[n];
        lows = new long[n];
        highMasks = new long[n];
        lowMasks = new long[n];
        for (int i = 0; i < n; i++) {
            String cidr = cidrs.get(i);
            int slash = cidr.indexOf('/');
            if (slash < 0) {
                throw new IllegalArgumentException("not a network (address/bits): " + cidr);
            }
            IpAddress address = IpAddress.parse(cidr.substring(0, slash));
            int bits = prefixLength(cidr, slash, address.isV4() ? 32 : 128) + (address.isV4() ? V4_IN_MAPPED : 0);
            highMasks[i] = mask(Math.min(bits, Long.SIZE));
            lowMasks[i] = mask(Math.max(bits - Long.SIZE, 0));
            highs[i] = address.high() & highMasks[i];
            lows[i] = address.low() & lowMasks[i];
        }
    }

    /**
     * The site's networks, in place of the private address space.
     *
     * @param cidrs such as {@code 192.0.2.0/24} and {@code 2001:db8::/32}
     * @throws IllegalArgumentException when one of them is no network
     */
    public static LocalNetworks of(List<String> cidrs) {
        return new LocalNetworks(cidrs);
    }

    private static int prefixLength(String cidr, int slash, int max) {
        String digits = cidr.substring(slash + 1);
        int bits = digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : max + 1;
        if (bits > max) {
            throw new IllegalArgumentException("not a network, its bits are not 0 to " + max + ": " + cidr);
        }
        return bits;
    }

    private static long mask(int bits) {
        return bits == 0 ? 0 : -1L << Long.SIZE - bits;
    }

    private static LocalNetworks ofPrivateSpace() {
        List<String> v4 = List.of(
                "0.0.0.0/8",
                "10.0.0.0/8",
                "100.64.0.0/10",
                "127.0.0.0/8",
                "169.254.0.0/16",
                "172.16.0.0/12",
                "192.0.0.0/24",
                "192.0.2.0/24",
                "192.168.0.0/16",
                "198.18.0.0/15",
                "198.51.100.0/24",
                "203.0.113.0/24",
                "240.0.0.0/4",
                "255.255.255.255/32");
        List<String> all = new ArrayList<>(v4);
        v4.forEach(cidr -> all.add(sixToFour(cidr)));
        // Multicast that stays on the link or in the site (RFC 5771, RFC 2365).
        all.addAll(List.of("224.0.0.0/24", "239.0.0.0/8"));
        all.addAll(List.of(
                "::/128",
                "::1/128",
                "64:ff9b:1::/48",
                "100::/64",
                "2001::/23",
                "2001:db8::/32",
                "fc00::/7",
                "fe80::/10"));
        return new LocalNetworks(all);
    }

    /** 6to4 puts an IPv4 address behind 2002::/16. */
    private static String sixToFour(String cidr) {
        int slash = cidr.indexOf('/');
        int bits = (int) IpAddress.parse(cidr.substring(0, slash)).low();
        long high = 0x2002L << 48 | (bits & 0xffff_ffffL) << 16;
        return IpAddress.format(high, 0) + '/' + (16 + Integer.parseInt(cidr.substring(slash + 1)));
    }

    /** Whether a text is a network, such as 192.0.2.0/24. */
    public static boolean isNetwork(String text) {
        try {
            LocalNetworks unused = of(List.of(text));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether a text is an address, and that is local. */
    public boolean contains(String text) {
        if (!ADDRESS.matcher(text).matches()) {
            return false;
        }
        try {
            IpAddress address = IpAddress.parse(text);
            return contains(address.high(), address.low());
        } catch (IllegalArgumentException e) {
            // It only looks like an address.
            return false;
        }
    }

    /** Whether an address, IPv4 in its mapped form, is local. */
    public boolean contains(long high, long low) {
        for (int i = 0; i < highs.length; i++) {
            if ((high & highMasks[i]) == highs[i] && (low & lowMasks[i]) == lows[i]) {
                return true;
            }
        }
        return false;
    }
}
