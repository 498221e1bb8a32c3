package org.example.whois;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/** WHOIS, on its port only: a line of text could begin many protocols. */
public final class WhoisAnalyzer extends AbstractAnalyzer {
    public WhoisAnalyzer() {
        super("whois", Ports.tcp(43), WhoisSession::new);
    }

    @Override
    public List<Class<? extends SpecificRecord>> logs() {
        return List.of(WhoisLog.class);
    }
}
