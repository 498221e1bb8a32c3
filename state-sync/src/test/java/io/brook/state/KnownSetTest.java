package io.brook.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.log.SoftwareVersion;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.News;
import io.brook.schemas.subject.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KnownSetTest {
    private static final String HOST = "10.0.0.1";

    private final List<String> forgotten = new ArrayList<>();
    private final KnownSet known = new KnownSet(new SavedMaps(), "s", "known", forgotten::add);

    @ParameterizedTest
    @CsvSource({"PT0S, false", "PT1S, false", "PT23H59M59.999999999S, false", "PT24H, true", "PT72H, true"})
    void isNewsAgainOnceADayHasPassed(Duration later, boolean expected) {
        assertThat(see(HOST, 5)).isTrue();
        assertThat(see(HOST, 5 + later.toNanos())).isEqualTo(expected);
    }

    @Test
    void countsTheDayFromTheLastNewsNotFromTheLastSighting() {
        see(HOST, 0);
        see(HOST, News.EXPIRY - 1);
        assertThat(see(HOST, News.EXPIRY)).isTrue();
        assertThat(see(HOST, 2 * News.EXPIRY - 1)).isFalse();
        assertThat(see(HOST, 2 * News.EXPIRY)).isTrue();
    }

    @Test
    void keepsSubjectsApart() {
        assertThat(see(HOST, 0)).isTrue();
        assertThat(see("10.0.0.2", 0)).isTrue();
    }

    @Test
    void remembersNoMoreThanADay() {
        for (int i = 0; i < 100; i++) {
            see("host" + i, i * News.EXPIRY / 10);
        }
        assertThat(known.size()).isEqualTo(10);
        assertThat(forgotten).hasSize(90).startsWith("host0", "host1").endsWith("host89");
    }

    @Test
    void forgetsEverythingAtTheEnd() {
        see(HOST, 0);
        see("10.0.0.2", 1);
        known.end();
        assertThat(known.size()).isZero();
        assertThat(forgotten).containsExactly(HOST, "10.0.0.2");
    }

    @Test
    void toleratesASightingThatComesTooLate() {
        see(HOST, 10);
        assertThat(see(HOST, 5)).isFalse();
    }

    @Test
    void aServiceIsNewsByTheProtocolsThatAreNew() {
        assertThat(serve(1, "HTTP")).containsExactly("HTTP");
        assertThat(serve(2, "HTTP")).isEmpty();
        assertThat(serve(3, "HTTP", "SSL")).containsExactly("SSL");
        assertThat(serve(4, "SSL")).isEmpty();
        assertThat(serve(5, "")).containsExactly("");
    }

    @Test
    void allProtocolsOfAServiceAreForgottenADayAfterTheFirst() {
        serve(0, "HTTP");
        serve(News.EXPIRY - 1, "SSL");
        assertThat(serve(News.EXPIRY, "SSL")).containsExactly("SSL");
    }

    @Test
    void whatIsKnownOfAServiceIsAllThatWasNews() {
        serve(1, "HTTP");
        KnownServicesLog all = (KnownServicesLog)
                known.observe(service(2, "SSL"), 2).orElseThrow().known();
        assertThat(all.getService()).containsExactly("HTTP", "SSL");
        assertThat(all.getMeta().getWritten()).isEqualTo(1);
    }

    @Test
    void aServicesDayBeginsWhenItIsNoticed() {
        assertThat(known.observe(service(0, "DNS"), 10)).isPresent();
        assertThat(serve(News.EXPIRY + 9, "DNS")).isEmpty();
        assertThat(serve(News.EXPIRY + 10, "DNS")).containsExactly("DNS");
    }

    @Test
    void eachProtocolOfAServiceIsNewsAtItsOwnTime() {
        assertThat(serve(1, "GSSAPI")).containsExactly("GSSAPI");
        assertThat(serve(1, "GSSAPI", "NTLM")).containsExactly("NTLM");
        assertThat(serve(2, "GSSAPI", "NTLM", "SMB")).containsExactly("SMB");
    }

    @Test
    void softwareIsNewsWhenItsVersionChangesToAndFro() {
        assertThat(run(1, 1)).isTrue();
        assertThat(run(2, 1)).isFalse();
        assertThat(run(3, 2)).isTrue();
        assertThat(run(4, 1)).isTrue();
        assertThat(run(5, 1)).isFalse();
        assertThat(run(1 + News.EXPIRY, 1)).isTrue();
    }

    private boolean see(String host, long time) {
        return known.observe(new Report(host, new KnownHostsLog(new LogMeta("a", time), time, host)), time)
                .isPresent();
    }

    private List<String> serve(long time, String... services) {
        return known.observe(service(time, services), time)
                .map(change -> ((KnownServicesLog) change.line()).getService())
                .orElse(List.of());
    }

    private static Report service(long time, String... services) {
        return new Report(
                HOST + " 80/tcp",
                new KnownServicesLog(new LogMeta("a", time), time, HOST, 80, "tcp", List.of(services)));
    }

    private boolean run(long time, long version) {
        SoftwareLog line = SoftwareLog.newBuilder()
                .setMeta(new LogMeta("a", time))
                .setTs(time)
                .setHost(HOST)
                .setSoftwareType("HTTP::BROWSER")
                .setName("Firefox")
                .setVersion(new SoftwareVersion(version, null, null, null, null))
                .build();
        Optional<SpecificRecord> logged =
                known.observe(new Report(HOST + " Firefox", line), time).map(KnownSet.Change::line);
        logged.ifPresent(each -> assertThat(each).isEqualTo(line));
        return logged.isPresent();
    }
}
