package io.brook.analysis.detect.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SshLog;
import io.brook.schemas.record.LoginHost;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.subject.Report;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Logins from and to hosts with telling names. */
class InterestingHostsTest {
    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final List<Notice> notices = new ArrayList<>();
    private final HostNames lines = new HostNames(DetectorSettings.DEFAULT, LocalNetworks.PRIVATE);
    private InterestingHosts detector = new InterestingHosts("s", new SavedMaps(), notices::add);

    @Test
    void aLoginFromOrToSuchAHostIsReported() {
        hear(name("9.9.9.9.in-addr.arpa", "NS1.example.org"), 0);
        hear(name("10.0.0.10.in-addr.arpa", "www.lab.example"), 0);
        hear(login("9.9.9.9", "10.0.0.10"), HOUR);
        assertThat(notices)
                .extracting(Notice::getMsg, Notice::getSub, Notice::getSrc, Notice::getDst, Notice::getIdentifier)
                .containsExactly(
                        tuple(
                                "Possible SSH login involving a remote client with an interesting hostname.",
                                "NS1.example.org",
                                "9.9.9.9",
                                "10.0.0.10",
                                null),
                        tuple(
                                "Possible SSH login involving a local server with an interesting hostname.",
                                "www.lab.example",
                                "9.9.9.9",
                                "10.0.0.10",
                                null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailbox.example.org",
                "host.mail.example.org",
                "mail-2.example.org",
                "mail",
                "",
                "nns1.example.org"
            })
    void otherNamesAreOfNoInterest(String name) {
        assertThat(lines.in(name("9.9.9.9.in-addr.arpa", name))).isEmpty();
    }

    @Test
    void aFailedLoginIsOfNoInterest() {
        SshLog failed = login("9.9.9.9", "10.0.0.10");
        failed.setAuthSuccess(false);
        assertThat(lines.in(failed)).isEmpty();
    }

    @Test
    void aNameIsForgottenAfterADay() {
        hear(name("9.9.9.9.in-addr.arpa", "ns1.example.org"), 0);
        hear(login("9.9.9.9", "10.0.0.10"), 24 * HOUR - 1);
        assertThat(notices).hasSize(1);
        hear(login("9.9.9.9", "10.0.0.10"), 24 * HOUR);
        assertThat(notices).hasSize(1);
    }

    @Test
    void noMoreNamesAreRememberedThanIsSaid() {
        for (int i = 0; i < InterestingHosts.MAX_NAMES + 2; i++) {
            hear(name((i & 255) + "." + (i >> 8 & 255) + "." + (i >> 16) + ".9.in-addr.arpa", "ns1.example.org"), i);
        }
        hear(login("9.0.0.0", "10.0.0.10"), HOUR);
        assertThat(notices).isEmpty();
        hear(login("9.0.0.5", "10.0.0.10"), HOUR);
        assertThat(notices).hasSize(1);
    }

    @Test
    void whatIsRememberedIsSaved() {
        SavedMaps maps = new SavedMaps(Map.of());
        detector = new InterestingHosts("s", maps, notices::add);
        hear(name("9.9.9.9.in-addr.arpa", "ns1.example.org"), 0);
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        maps.save(new StateSink() {
            @Override
            public boolean isRead() {
                return true;
            }

            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        });
        detector = new InterestingHosts("s", new SavedMaps(saved), notices::add);
        hear(login("9.9.9.9", "10.0.0.10"), HOUR);
        assertThat(notices).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "4.3.2.1.in-addr.arpa, 1.2.3.4",
        "0.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.7.7.0.0.0.0.d.f.ip6.arpa, fd00:77::10",
    })
    void reverseNamesAreAddresses(String reverse, String address) {
        assertThat(HostNames.address(reverse)).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in-addr.arpa",
                ".in-addr.arpa",
                "3.2.1.in-addr.arpa",
                "5.4.3.2.1.in-addr.arpa",
                "x.3.2.1.in-addr.arpa",
                "999.3.2.1.in-addr.arpa",
                "4.3.2.1.ip6.arpa",
                "...............................ip6.arpa",
                "00.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.7.7.0.0.0.0.d.f.ip6.arpa",
                "x.1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.7.7.0.0.0.0.d.f.ip6.arpa",
                "www.example.org"
            })
    void otherNamesAreNone(String name) {
        assertThat(HostNames.address(name)).isEmpty();
    }

    private void hear(SpecificRecord line, long time) {
        line.put(0, new LogMeta("s", time));
        for (Report report : lines.in(line)) {
            detector.observe(report.subject(), (LoginHost) report.found());
        }
    }

    private static DnsLog name(String query, String answer) {
        return DnsLog.newBuilder()
                .setMeta(new LogMeta("s", 0L))
                .setTs(0)
                .setUid("D1")
                .setId(new ConnId("10.0.0.1", 40_000, "10.0.0.53", 53))
                .setProto("udp")
                .setQuery(query)
                .setQtypeName("PTR")
                .setAnswers(List.of(answer))
                .build();
    }

    private static SshLog login(String client, String server) {
        SshLog line = new SshLog();
        line.setMeta(new LogMeta("s", 0L));
        line.setUid("C1");
        line.setId(new ConnId(client, 40_000, server, 22));
        line.setAuthSuccess(true);
        return line;
    }
}
