package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * RDP on its port, and wherever a client's cookie or its channels meet the answer of a server: Zeek's dpd_rdp_client and
 * dpd_rdp_server. Those do not ask who opened the connection; this does.
 */
public final class RdpAnalyzer extends AbstractAnalyzer {
    private static final int CONFIRM = 0xd0;

    /** Where the type of a server's packet is. */
    private static final int TYPE = 5;

    /** A longer beginning is not looked at. */
    private static final int MAX_PROBED = 1024;

    private static final List<String> CHANNELS = List.of("rdpdr", "rdpsnd", "drdynvc", "cliprdr");

    public RdpAnalyzer() {
        super("rdp", Ports.tcp(3389), RdpSession::new, RdpWeird.values());
    }

    /** As Zeek's signatures, in which nothing counts that comes after the first line feed. */
    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        byte[] bytes = first.array();
        String said = new String(bytes, first.position(), first.remaining(), StandardCharsets.ISO_8859_1);
        int end = said.indexOf('\n');
        String line = end < 0 ? said : said.substring(0, end);
        if (direction.isFromOriginator() ? isClient(line) : isServer(line)) {
            return Probe.YES;
        }
        return end < 0 && said.length() < MAX_PROBED ? Probe.MORE : Probe.NO;
    }

    private static boolean isClient(String line) {
        int key = line.indexOf("Duca");
        return line.contains("Cookie: mstshash=")
                || key >= 0 && CHANNELS.stream().anyMatch(each -> line.indexOf(each, key) >= 0);
    }

    private static boolean isServer(String line) {
        return line.length() > TYPE && line.charAt(TYPE) == CONFIRM || line.contains("McDn");
    }
}
