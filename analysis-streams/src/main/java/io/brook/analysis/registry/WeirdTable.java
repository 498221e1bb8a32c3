package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.flow.FlowWeird;
import io.brook.analysis.flow.TcpWeird;
import io.brook.analysis.layer.FragmentWeird;
import io.brook.analysis.layer.IpWeird;
import io.brook.analysis.layer.tunnel.TunnelWeird;
import io.brook.analysis.line.LineWeird;
import io.brook.analysis.mime.MimeWeird;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdPolicy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All oddities that any package looks for: what Zeek's table Weird::actions is made of here. */
public final class WeirdTable {
    public static final List<Weird> ALL = all();

    public static final WeirdPolicy POLICY = new WeirdPolicy(ALL);

    private WeirdTable() {}

    /** What becomes of oddities where there are other analyzers beside Brook's. */
    public static WeirdPolicy with(List<ProtocolAnalyzer> others) {
        List<Weird> all = new ArrayList<>(ALL);
        others.forEach(analyzer -> all.addAll(analyzer.weirds()));
        return new WeirdPolicy(all);
    }

    private static List<Weird> all() {
        List<Weird> all = new ArrayList<>();
        Collections.addAll(all, IpWeird.values());
        Collections.addAll(all, FragmentWeird.values());
        Collections.addAll(all, TunnelWeird.values());
        Collections.addAll(all, TcpWeird.values());
        Collections.addAll(all, FlowWeird.values());
        Collections.addAll(all, LineWeird.values());
        Collections.addAll(all, MimeWeird.values());
        Analyzers.ALL.forEach(analyzer -> all.addAll(analyzer.weirds()));
        return List.copyOf(all);
    }
}
