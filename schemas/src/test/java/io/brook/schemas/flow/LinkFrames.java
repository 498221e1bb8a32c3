package io.brook.schemas.flow;

import io.brook.schemas.packet.LinkType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** What precedes an IP packet on each link layer that Brook decodes. */
final class LinkFrames {
    private static final String MACS = "020000000002 020000000001";
    private static final String DATA_FRAME = "0000 020000000001 020000000002 020000000003 0000";
    private static final String RADIOTAP = "00 00 0a00 00000000 0000";
    private static final String SNAP = "aaaa03 000000 TTTT";

    /**
     * A link layer.
     *
     * @param prefix hexadecimal; TTTT stands for the EtherType of the IP packet, PPPP for its PPP number, FF for its address
     *     family in a BSD or Linux header, MMMM for the packet's length plus 2, SSSS for it plus 8, and LLLL for it plus 4,
     *     least significant byte first
     * @param vlans the tags in it
     */
    record Kind(String name, int linkType, String prefix, List<Integer> vlans) {
        byte[] frame(byte[] packet) {
            boolean v4 = packet[0] >>> 4 == 4;
            int length = Short.toUnsignedInt(Short.reverseBytes((short) (packet.length + 4)));
            String hex = prefix.replace("TTTT", v4 ? "0800" : "86dd")
                    .replace("PPPP", v4 ? "0021" : "0057")
                    .replace("FF", v4 ? "02" : linkType == LinkType.NFLOG ? "0a" : "1e")
                    .replace("SSSS", HexFormat.of().toHexDigits((short) (packet.length + 8)))
                    .replace("MMMM", HexFormat.of().toHexDigits((short) (packet.length + 2)))
                    .replace("LLLL", HexFormat.of().toHexDigits((short) length))
                    .replace(" ", "");
            byte[] before = HexFormat.of().parseHex(hex);
            return ByteBuffer.allocate(before.length + packet.length)
                    .put(before)
                    .put(packet)
                    .array();
        }

        /** Whether the frame may hold several packets, each of which has to be there whole. */
        boolean isAggregate() {
            return prefix.contains("SSSS");
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Kind> ALL = List.of(
            ethernet("Ethernet", "TTTT"),
            ethernet("FabricPath", "8903 0001" + MACS + "TTTT"),
            ethernet("VLAN", "8100 0005 TTTT", 5),
            ethernet("VLAN with priority bits", "8100 f005 TTTT", 5),
            ethernet("VLAN, old QinQ type", "9100 0005 TTTT", 5),
            ethernet("QinQ", "88a8 0005 8100 0fff TTTT", 5, 4095),
            ethernet("three tags", "88a8 0005 8100 0006 8100 0007 TTTT", 5, 7),
            ethernet("VN-Tag", "8926 00010002 TTTT"),
            ethernet("VN-Tag before a VLAN", "8926 00010002 8100 0005 TTTT", 5),
            ethernet("PBB", "88e7 00000001" + MACS + "TTTT"),
            ethernet("PBB behind and before a VLAN", "88a8 0005 88e7 00000001" + MACS + "8100 0006 TTTT", 5, 6),
            ethernet("MPLS", "8847 00001140"),
            ethernet("MPLS, two labels", "8847 00001040 00002140"),
            ethernet("MPLS multicast", "8848 00001140"),
            ethernet("MPLS behind a VLAN", "8100 0005 8847 00001140", 5),
            ethernet("PPPoE", "8864 1100 0001 MMMM PPPP"),
            ethernet("PPPoE behind a VLAN", "8100 0005 8864 1100 0001 MMMM PPPP", 5),
            ethernet("SNAP", "0040" + SNAP),
            ethernet("SNAP behind a VLAN", "8100 0005 0040" + SNAP, 5),
            link("PPP", LinkType.PPP, "ff03 PPPP"),
            link("PPP serial", LinkType.PPP_SERIAL, "ff03 PPPP"),
            link("PPP over Ethernet without Ethernet", LinkType.PPP_ETHER, "1100 0001 MMMM PPPP"),
            link("Linux cooked", LinkType.LINUX_SLL, "0000 0001 0006 0200000000010000 TTTT"),
            new Kind(
                    "Linux cooked, VLAN",
                    LinkType.LINUX_SLL,
                    "0000 0001 0006 0200000000010000 8100 0005 TTTT",
                    List.of(5)),
            link("Linux cooked 2", LinkType.LINUX_SLL2, "TTTT 0000 00000002 0001 00 06 0200000000010000"),
            link("NULL, least significant byte first", LinkType.NULL, "FF000000"),
            link("NULL, most significant byte first", LinkType.NULL, "000000FF"),
            link("LOOP", LinkType.LOOP, "000000FF"),
            link("raw IP", LinkType.RAW, ""),
            link("raw IP, 12", LinkType.RAW_BSD, ""),
            link("raw IP, 14", LinkType.RAW_OPENBSD, ""),
            link("IPv4 only", LinkType.IPV4, ""),
            link("IPv6 only", LinkType.IPV6, ""),
            link("FDDI", LinkType.FDDI, "50" + MACS + SNAP),
            link("802.11", LinkType.IEEE802_11, "0801" + DATA_FRAME + SNAP),
            link("802.11 between access points", LinkType.IEEE802_11, "0803" + DATA_FRAME + "020000000004" + SNAP),
            link("802.11 with QoS", LinkType.IEEE802_11, "8801" + DATA_FRAME + "0000" + SNAP),
            link(
                    "802.11 with QoS, aggregated",
                    LinkType.IEEE802_11,
                    "8801" + DATA_FRAME + "8000" + MACS + "SSSS" + SNAP),
            link("radiotap", LinkType.IEEE802_11_RADIOTAP, RADIOTAP + "0801" + DATA_FRAME + SNAP),
            link("NFLOG", LinkType.NFLOG, "FF 00 0000 LLLL 0900"),
            link(
                    "NFLOG with other fields",
                    LinkType.NFLOG,
                    "FF 00 0000 0800 0100 08000100 0500 0a00 61000000 LLLL 0900"));

    private LinkFrames() {}

    private static Kind ethernet(String name, String afterAddresses, Integer... vlans) {
        return new Kind(name, LinkType.ETHERNET, MACS + afterAddresses, List.of(vlans));
    }

    private static Kind link(String name, int linkType, String prefix) {
        return new Kind(name, linkType, prefix, List.of());
    }
}
