package io.brook.schemas.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TsvFormatTest {
    private static final LogMeta META = new LogMeta("s", 0L);

    @ParameterizedTest
    @CsvSource({
        "0, 0.000000",
        "1690990955944330000, 1690990955.944330",
        "1000000, 0.001000",
        "499, 0.000000",
        "500, 0.000001",
        "999999500, 1.000000",
        "-1500000000, -1.500000",
        "-500, -0.000001",
        "-499, -0.000000",
        "3600000000000, 3600.000000",
        "-9223372036854775808, -9223372036.854776",
    })
    void writesNanosecondsAsSecondsWithSixDecimals(long nanos, String expected) {
        assertThat(field("suppress_for", notice().setSuppressFor(nanos).build()))
                .isEqualTo(expected);
        assertThat(field("ts", new KnownHostsLog(META, nanos, "10.0.0.1"))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0",
        "-0.5, -0.5",
        "48.137154, 48.137154",
        "11.5761249, 11.576125",
        "100, 100.0",
        "1e12, 1000000000000.0",
        "NaN, nan",
        "Infinity, inf",
        "-Infinity, -inf",
    })
    void writesDoublesWithoutTheZerosAtTheirEnd(double value, String expected) {
        assertThat(field(
                        "remote_location.latitude",
                        notice().setRemoteLocationLatitude(value).build()))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "10, 10", "9223372036854775807, 9223372036854775807", "-12, -12"})
    void writesCountsAsTheyAre(long value, String expected) {
        assertThat(field("n", notice().setN(value).build())).isEqualTo(expected);
    }

    @Test
    void escapesWhatIsNotText() {
        assertThat(message("")).isEqualTo("(empty)");
        assertThat(message("-")).isEqualTo("\\x2d");
        assertThat(message("--")).isEqualTo("--");
        assertThat(message("(empty)")).isEqualTo("\\x28empty)");
        assertThat(message("a\tb\nc\u0000")).isEqualTo("a\\x09b\\x0ac\\x00");
        assertThat(message("C:\\x07")).isEqualTo("C:\\\\x07");
        assertThat(message("\u007f")).isEqualTo("\\x7f");
        assertThat(message("a,b")).isEqualTo("a,b");
        assertThat(message("#a")).isEqualTo("#a");
    }

    @Test
    void keepsUtf8ButForControlsAndPrivateUse() {
        assertThat(message("sm\u00f8r \u4f9e \ud83d\ude04")).isEqualTo("sm\u00f8r \u4f9e \ud83d\ude04");
        assertThat(message("\u0085")).isEqualTo("\\xc2\\x85");
        assertThat(message("\ue2e0")).isEqualTo("\\xee\\x8b\\xa0");
        assertThat(message("\ufffd")).isEqualTo("\\xef\\xbf\\xbd");
    }

    @Test
    void writesRawBytesThatARecordCarriesInThePrivateUseArea() {
        assertThat(message("info_hash=\uf7e4\uf7be\uf79eM\uf7b8")).isEqualTo("info_hash=\\xe4\\xbe\\x9eM\\xb8");
    }

    @Test
    void joinsSetsAndEscapesTheSeparatorInTheirElements() {
        assertThat(destinations(List.of())).isEqualTo("(empty)");
        assertThat(destinations(List.of("a@b", "c@d"))).isEqualTo("a@b,c@d");
        assertThat(destinations(List.of("Doe, John", ""))).isEqualTo("Doe\\x2c John,(empty)");
        assertThat(destinations(List.of("-"))).isEqualTo("\\x2d");
    }

    @Test
    void writesFourUnsetColumnsForAnUnsetConnection() {
        assertThat(Stream.of("id.orig_h", "id.orig_p", "id.resp_h", "id.resp_p")
                        .map(name -> field(name, notice().build())))
                .containsOnly("-");
    }

    @Test
    void escapesTheFirstByteOfALineThatLooksLikeAComment() {
        TsvFormat format = new TsvFormat("x", List.of(new Column("host", ZeekType.of("string"), 2, Column.FLAT)));
        LineBuffer out = new LineBuffer();
        format.line(new KnownHostsLog(META, 0L, "#host"), out);
        assertThat(text(out)).isEqualTo("\\x23host");
    }

    @Test
    void putsTheTrafficsTimeIntoHeaderAndFooter() {
        LogStream stream = LogStream.of(new KnownHostsLog());
        LineFormat format = LineFormat.of(LogStyle.TSV, stream.path(), stream.schema());
        LineBuffer out = new LineBuffer();
        format.header(1690990955_944330000L, out);
        format.footer(1690990956_000000000L, out);
        assertThat(text(out))
                .isEqualTo(
                        "#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tknown_hosts\n"
                                + "#open\t2023-08-02-15-42-35\n#fields\tts\thost\n#types\ttime\taddr\n#close\t2023-08-02-15-42-36\n");
    }

    @Test
    void aColumnThatIsExtraIsThereOnlyWhereItIsAskedFor() {
        LogStream conn = LogStream.of(new ConnLog());
        String usual = fields(conn, LogStyle.TSV);
        assertThat(usual).endsWith("\tip_proto");
        assertThat(fields(conn, new LogStyle(false, Set.of("ip_proto_name"), false)))
                .isEqualTo(usual + "\tip_proto_name");
        assertThat(fields(LogStream.of(new NoticeLog()), new LogStyle(false, Set.of("ip_proto_name"), false)))
                .doesNotContain("ip_proto_name");
        assertThat(LogStyle.EXTRA).contains("ip_proto_name");
    }

    private static String fields(LogStream stream, LogStyle style) {
        LineBuffer out = new LineBuffer();
        LineFormat.of(style, stream.path(), stream.schema()).header(0, out);
        return text(out)
                .lines()
                .filter(line -> line.startsWith("#fields"))
                .findFirst()
                .orElseThrow();
    }

    private static NoticeLog.Builder notice() {
        return NoticeLog.newBuilder().setMeta(META).setTs(0).setNote("A::B");
    }

    private static String message(String text) {
        return field("msg", notice().setMsg(text).build());
    }

    private static String destinations(List<String> elements) {
        return field("email_dest", notice().setEmailDest(elements).build());
    }

    private static String field(String name, SpecificRecord record) {
        LogStream stream = LogStream.of(record);
        LineBuffer out = new LineBuffer();
        LineFormat.of(LogStyle.TSV, stream.path(), stream.schema()).line(record, out);
        List<String> names =
                Column.of(stream.schema(), Set.of()).stream().map(Column::name).toList();
        return text(out).split("\t", -1)[names.indexOf(name)];
    }

    private static String text(LineBuffer out) {
        return new String(out.copy(), StandardCharsets.UTF_8);
    }
}
