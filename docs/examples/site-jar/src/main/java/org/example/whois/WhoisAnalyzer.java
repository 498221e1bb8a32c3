package org.example.whois;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.List;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/** WHOIS, on its port only: a line of text could begin many protocols. */
public final class WhoisAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "whois";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(43);
    }

    @Override
    public List<Class<? extends SpecificRecord>> logs() {
        return List.of(WhoisLog.class);
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new WhoisSession(context);
    }
}
