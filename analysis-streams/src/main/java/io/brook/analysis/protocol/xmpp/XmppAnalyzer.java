package io.brook.analysis.protocol.xmpp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XMPP on its ports, or wherever either side opens a stream: Zeek's dpd_xmpp. */
public final class XmppAnalyzer extends AbstractAnalyzer {
    private static final int MAX_PROBED = 1024;
    private static final Pattern STREAM =
            Pattern.compile("(?:<\\?xml[^?>]*\\?>)?[\n\r ]*<stream:stream [^>]*xmlns='jabber:");

    public XmppAnalyzer() {
        super("xmpp", Ports.tcp(5222, 5269), XmppSession::new, XmppWeird.values());
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        int length = first.remaining();
        Matcher matcher = STREAM.matcher(first.text(length));
        if (matcher.lookingAt()) {
            return Probe.CERTAIN;
        }
        return matcher.hitEnd() && length < MAX_PROBED ? Probe.MORE : Probe.NO;
    }
}
