package io.brook.analysis.protocol.xmpp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** XMPP on its ports, or wherever either side opens a stream: Zeek's dpd_xmpp. */
public final class XmppAnalyzer implements ProtocolAnalyzer {
    private static final int MAX_PROBED = 1024;
    private static final Pattern STREAM =
            Pattern.compile("(?:<\\?xml[^?>]*\\?>)?[\n\r ]*<stream:stream [^>]*xmlns='jabber:");

    @Override
    public String name() {
        return "xmpp";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(5222, 5269);
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

    @Override
    public List<XmppWeird> weirds() {
        return List.of(XmppWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new XmppSession(context);
    }
}
