package io.brook.analysis.file.magic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MagicTest {
    private static final int MAX = 4096;

    static Stream<Arguments> beginnings() {
        return Stream.of(
                Arguments.of("text/plain", "hello world"),
                Arguments.of("text/plain", "\u00ef\u00bb\u00bfhello world"),
                Arguments.of("text/html", "<!DOCTYPE html><p>"),
                Arguments.of("text/html", "\n <!-- a --> <!-- b -->\n<HTML lang=en>"),
                Arguments.of("text/html", "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC"),
                Arguments.of("text/html", "<title>x"),
                Arguments.of("application/xml", "<?xml version=\"1.0\"?><a/>"),
                Arguments.of("application/xml", "\u00ff\u00fe<\0?\0x\0m\0l\0 \0"),
                Arguments.of("image/svg+xml", "<?xml version=\"1.0\"?>\n<svg xmlns="),
                Arguments.of("text/rss", "<?xml version=\"1.0\"?><rss version=\"2.0\">"),
                Arguments.of("text/atom", "<feed xmlns=\"http://www.w3.org/2005/Atom\">"),
                Arguments.of("application/soap+xml", "<soap:Envelope>"),
                Arguments.of("text/json", "{\"a\": 1}"),
                Arguments.of("text/json", "[ 1.5, 2]"),
                Arguments.of("text/json", "[{"),
                Arguments.of("image/webp", "RIFF\u0024\0\0\0WEBPVP8 "),
                Arguments.of("audio/x-wav", "RIFF\u0024\0\0\0WAVEfmt "),
                Arguments.of("audio/mpeg", "\u00ff\u00fb\u0090\u0064\0\u000f\u00f0"),
                Arguments.of("audio/mpeg", "ID3\u0003\0\0\0\0\u0010\0TIT2\0\0\0\0"),
                Arguments.of("text/ini", "[section]\nkey=value"),
                Arguments.of("application/javascript", "(function(){ x"),
                Arguments.of("application/javascript", "<script type=\"text/javascript\">"),
                Arguments.of("text/x-shellscript", "#!/usr/bin/env bash\n"),
                Arguments.of("text/x-python", "#!/usr/bin/python3\n"),
                Arguments.of("text/x-perl", "#!/usr/bin/perl -w\n"),
                Arguments.of("text/x-php", "<p><?php echo"),
                Arguments.of("text/x-diff", "diff a b\n--- a\n+++ b\n@@ -1 +1 @@"),
                Arguments.of("message/rfc822", "Return-Path: <a@b>"),
                Arguments.of("application/pdf", "%PDF-1.4\n"),
                Arguments.of("image/gif", "GIF89a"),
                Arguments.of("image/png", "\u0089PNG\r\n"),
                Arguments.of("image/jpeg", "\u00ff\u00d8\u00ff\u00e0"),
                Arguments.of("application/x-dosexec", "MZ\u0090"),
                Arguments.of("application/x-executable", "\u007fELF\u0002\u0001\u0001\0\0\0\0\0\0\0\0\0\u0002\0"),
                Arguments.of("application/x-gzip", "\u001f\u008b\b"),
                Arguments.of("application/x-bzip2", "BZh91AY"),
                Arguments.of("application/zip", "PK\u0003\u0004\u0014\0\0\0"),
                Arguments.of("application/vnd.ms-cab-compressed", "MSCF\0\0\0\0"),
                Arguments.of("application/x-shockwave-flash", "CWS\u0009"),
                Arguments.of("application/vnd.ms-outlook", "!BDN......\u000e\0"),
                Arguments.of("application/x-java-applet", "\u00ca\u00fe\u00ba\u00be\0\0\u00004"),
                Arguments.of("application/x-mach-o-executable", "\u00ca\u00fe\u00ba\u00be\0\0\0\u0002"),
                Arguments.of("application/x-pem", "-----BEGIN CERTIFICATE-----\nMII"),
                Arguments.of("video/mp4", "\0\0\0\u0018ftypmp42"),
                Arguments.of("image/x-portable-pixmap", "P6\n640  480"));
    }

    @ParameterizedTest
    @MethodSource("beginnings")
    void knowsTypesByTheirFirstBytes(String type, String text) {
        assertThat(typeOf(text)).isEqualTo(type);
    }

    @Test
    void takesTheStrongestOfSeveral() {
        // A JPEG 2000 file is also what begins with four zero bytes and jP.
        assertThat(typeOf("\0\0\0\fjP  \r\n\u0087\n........jpx ")).isEqualTo("image/jpx");
        // Text that starts like a mail, and is no plain text only.
        assertThat(typeOf("From: me, to whom it may concern")).isEqualTo("message/rfc822");
    }

    @Test
    void saysNothingOfBytesThatNobodyKnows() {
        assertThat(typeOf("")).isNull();
        assertThat(typeOf("short")).isNull();
        // Zeek has a signature for an empty document, which needs an end that its matcher never tells of.
        assertThat(typeOf("{}")).isNull();
        assertThat(typeOf("\u0001\u0002\u0003\u0004\u0005\u0006\u0007\b hello world"))
                .isNull();
    }

    @Test
    void readsEveryLineOfTheTable() {
        List<Signature> table = MagicTable.read();
        assertThat(table).hasSizeGreaterThan(350).allSatisfy(each -> {
            assertThat(each.type()).matches("[a-z-]+/[A-Za-z0-9.+-]+");
            assertThat(each.bytes().isEmpty() && each.rest() == null).isFalse();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!--",
                "<!-- -->",
                "<?xml version=\"1.0\"?>",
                "--- \n+++ \n",
                "P1",
                "P1 ",
                " \n",
                "[[",
                "{a:",
                "PK\u0003\u0004",
                "P11",
                "`[[",
                "\u00ff\u00fe",
                "MIME-Version:",
                "<?xml <!---->",
                "<a xmlns"
            })
    void isDoneSoonWithBytesThatAreMadeToTakeLong(String piece) {
        String text = piece.repeat(MAX / piece.length());
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (int i = 0; i < 100; i++) {
                typeOf(text);
            }
        });
    }

    @Test
    void survivesAnyBytes() {
        Random random = new Random(6);
        List<Signature> table = MagicTable.read();
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            random.nextBytes(bytes);
            byte[] start = table.get(random.nextInt(table.size())).bytes().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(start, 0, bytes, 0, Math.min(start.length, bytes.length));
            Magic.typeOf(bytes, bytes.length);
        }
    }

    private static String typeOf(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return Magic.typeOf(bytes, bytes.length);
    }
}
