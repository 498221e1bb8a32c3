package io.brook.analysis.sigma;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.LogMeta;
import java.util.List;

/** Lines that rules of tests are compared with. */
final class SigmaLines {
    static final LogMeta META = new LogMeta("sensor", 5L);
    private static final ConnId ID = new ConnId("10.1.2.3", 4_321, "192.0.2.7", 8_080);

    private SigmaLines() {}

    static HttpLog request() {
        HttpLog line = new HttpLog();
        line.setMeta(META);
        line.setUid("C1");
        line.setId(ID);
        line.setMethod("GET");
        line.setUri("/files/Setup.EXE?cmd=cG93ZXJzaGVsbA==");
        line.setUserAgent("curl/8 -k \\x\u0001");
        line.setHost("www.example.com");
        line.setStatusCode(200);
        line.setRequestBodyLen(0L);
        line.setTags(List.of());
        line.setRespMimeTypes(List.of("application/x-dosexec"));
        return line;
    }

    static DnsLog query() {
        DnsLog line = new DnsLog();
        line.setMeta(META);
        line.setUid("C2");
        line.setId(ID);
        line.setProto("udp");
        line.setQuery("pool.example.org");
        line.setAnswers(List.of("198.51.100.4", "2001:db8::1"));
        line.setRejected(false);
        line.setZ(0);
        line.setTTLs(List.of(60_000_000_000L, 500_000_000L));
        return line;
    }
}
