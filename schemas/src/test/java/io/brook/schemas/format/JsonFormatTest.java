package io.brook.schemas.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class JsonFormatTest {
    private static final LogMeta META = new LogMeta("s", 0L);

    @Test
    void writesAConnectionAsOneFlatObject() {
        ConnLog conn = ConnLog.newBuilder()
                .setMeta(META)
                .setTs(1690990955_944330000L)
                .setUid("CkyUQr2zacrKyJ20P1")
                .setId(new ConnId("167.221.30.181", 59406, "217.207.159.63", 27272))
                .setProto("tcp")
                .setService("http")
                .setDuration(10_914549000L)
                .setOrigBytes(16L)
                .setRespBytes(191L)
                .setConnState("SF")
                .setLocalOrig(false)
                .setLocalResp(true)
                .setMissedBytes(0)
                .setHistory("ShADadfF")
                .setOrigPkts(13)
                .setOrigIpBytes(704)
                .setRespPkts(12)
                .setRespIpBytes(823)
                .setTunnelParents(List.of("C1", "C2"))
                .setIpProto(6)
                .build();
        assertThat(line(conn))
                .isEqualTo("{\"ts\":1690990955.94433,\"uid\":\"CkyUQr2zacrKyJ20P1\",\"id.orig_h\":\"167.221.30.181\","
                        + "\"id.orig_p\":59406,\"id.resp_h\":\"217.207.159.63\",\"id.resp_p\":27272,\"proto\":\"tcp\","
                        + "\"service\":\"http\",\"duration\":10.914549,\"orig_bytes\":16,\"resp_bytes\":191,"
                        + "\"conn_state\":\"SF\",\"local_orig\":false,\"local_resp\":true,\"missed_bytes\":0,"
                        + "\"history\":\"ShADadfF\",\"orig_pkts\":13,\"orig_ip_bytes\":704,\"resp_pkts\":12,"
                        + "\"resp_ip_bytes\":823,\"tunnel_parents\":[\"C1\",\"C2\"],\"ip_proto\":6}");
    }

    @Test
    void leavesOutWhatIsUnset() {
        assertThat(line(notice().build())).isEqualTo("{\"ts\":1.0,\"note\":\"A::B\"}");
    }

    @Test
    void writesEmptyValuesAsEmpty() {
        assertThat(line(notice().setMsg("").setActions(List.of()).build()))
                .isEqualTo("{\"ts\":1.0,\"note\":\"A::B\",\"msg\":\"\",\"actions\":[]}");
    }

    @Test
    void writesWhatIsNotFiniteAsNull() {
        assertThat(line(notice().setRemoteLocationLatitude(Double.NaN).build()))
                .isEqualTo("{\"ts\":1.0,\"note\":\"A::B\",\"remote_location.latitude\":null}");
    }

    @Test
    void escapesStringsTwiceOnlyWhereTheyAreNoText() {
        assertThat(line(notice().setMsg("a\"\\\n\u0000-\u00f8\ud83d\ude04\uf7e4")
                        .build()))
                .isEqualTo("{\"ts\":1.0,\"note\":\"A::B\",\"msg\":\"a\\\"\\\\\\n\\u0000-\u00f8\ud83d\ude04\\\\xe4\"}");
    }

    private static NoticeLog.Builder notice() {
        return NoticeLog.newBuilder().setMeta(META).setTs(1_000_000_000L).setNote("A::B");
    }

    private static String line(SpecificRecord record) {
        LogStream stream = LogStream.of(record);
        LineBuffer out = new LineBuffer();
        LineFormat.of(LogStyle.JSON, stream.path(), stream.schema()).line(record, out);
        return new String(out.copy(), StandardCharsets.UTF_8);
    }
}
