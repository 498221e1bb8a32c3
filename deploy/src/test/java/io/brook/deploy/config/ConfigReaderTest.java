package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.notice.mail.MailConfig;
import io.brook.schemas.format.LogStyle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    @TempDir
    private Path directory;

    @Test
    void usesTheDefaultsWithoutAFile() throws ConfigException {
        BrookConfig config = ConfigReader.read(null, List.of());
        assertThat(config.analysis(true, false).ignoreChecksums()).isTrue();
        assertThat(config.analysis(false, false).detectors().values())
                .containsEntry("ScanAddressThreshold", 25)
                .containsEntry("ScanAddressInterval", 300);
        assertThat(config.analysis(false, false).detectors().disabled()).isEmpty();
        assertThat(config.notice(false).mailTo()).isEmpty();
        assertThat(config.delivery().mail()).isEmpty();
    }

    @Test
    void readsKeysInAnyCaseAmongCommentsAndEmptyLines() throws Exception {
        Path file = file("""
                # who gets mail
                mailto = one@example.org, two@example.org

                  SMTPHOST=mail.example.org
                SmtpPort   =   587
                SmtpStartTls = true
                MailSubjectPrefix = [#1]
                """);
        BrookConfig config = ConfigReader.read(file, List.of());
        assertThat(config.notice(false).mailTo()).containsExactly("one@example.org", "two@example.org");
        assertThat(config.delivery().mail())
                .contains(new MailConfig(
                        "Brook <brook@localhost>", "", "[#1]", "mail.example.org", 587, true, null, null));
    }

    @Test
    void whatIsWrongWithJarsIsSaidWithEverythingElse() throws Exception {
        Path policy = directory.resolve("policy");
        Files.writeString(Files.createDirectories(policy.resolve("lib")).resolve("site.jar"), "no jar");
        Path file = file("PolicyDir = " + policy + "\nNoSuchKey = 1\n");
        ConfigException wrong = catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file, List.of()));
        assertThat(wrong.problems())
                .satisfiesExactly(
                        each -> assertThat(each).contains("site.jar: cannot be read as a jar"),
                        each -> assertThat(each).contains("brook.cfg:2: unknown key NoSuchKey"));
    }

    @Test
    void letsOptionsOverrideTheFile() throws Exception {
        Path file = file("ScanAddressThreshold = 10\nScanAddressInterval = 60\n");
        BrookConfig config = ConfigReader.read(file, List.of("scanaddressthreshold=11"));
        assertThat(config.analysis(false, false).detectors().values())
                .containsEntry("ScanAddressThreshold", 11)
                .containsEntry("ScanAddressInterval", 60);
    }

    @Test
    void switchesOffOnlyNoticesThatThereAre() throws Exception {
        BrookConfig config = ConfigReader.read(file("DisabledDetections = Scan::Random_Scan\n"), List.of());
        assertThat(config.analysis(false, false).detectors().raises("Scan::Random_Scan"))
                .isFalse();
        assertThat(config.analysis(false, false).detectors().raises("Scan::Port_Scan"))
                .isTrue();
        assertThatThrownBy(() -> ConfigReader.read(file("DisabledDetections = Scan::Any\n"), List.of()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("DisabledDetections")
                .hasMessageContaining("Scan::Port_Scan");
    }

    @Test
    void extractsFilesOnlyWhenItIsToldWhereTo() throws Exception {
        assertThat(ConfigReader.read(null, List.of()).analysis(false, false).extract())
                .isEmpty();
        BrookConfig config =
                ConfigReader.read(null, List.of("FileExtractDir=files", "FileExtractTypes=application/pdf, image/png"));
        assertThat(config.analysis(false, false).extract())
                .contains(new ExtractSettings(
                        Path.of("files"), 100L * 1024 * 1024, Set.of("application/pdf", "image/png")));
    }

    @Test
    void authoritiesMustBeThere() throws Exception {
        assertThat(problems(null, "ValidateCertificates=true", "CertificateAuthorities=none.pem"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("--set CertificateAuthorities=none.pem: ")
                        .contains("no such file"));
        assertThat(problems(null, "CertificateAuthorities=" + file("no certificates")))
                .singleElement()
                .satisfies(line -> assertThat(line).contains("PEM"));
    }

    @Test
    void addsColumnsThatThereAre() throws Exception {
        assertThat(ConfigReader.read(null, List.of()).logStyle(true)).isEqualTo(LogStyle.JSON);
        assertThat(ConfigReader.read(null, List.of("LogColumns=ip_proto_name")).logStyle(false))
                .isEqualTo(new LogStyle(false, Set.of("ip_proto_name"), false));
        assertThat(problems(null, "LogColumns=ip_proto_names"))
                .singleElement()
                .satisfies(line -> assertThat(line)
                        .startsWith("--set LogColumns=ip_proto_names: ")
                        .contains("there are ", "ip_proto_name"));
    }

    @Test
    void refusesTypesThatAreNone() {
        assertThat(problems(null, "FileExtractTypes=pdf", "FileExtractLimit=0"))
                .hasSize(2)
                .anySatisfy(line -> assertThat(line).startsWith("--set FileExtractTypes=pdf: "));
    }

    @Test
    void namesEverythingThatIsWrongAtOnce() throws IOException {
        Path file = file("""
                MailTo = nobody
                Mailtoo = somebody@example.org
                just words
                SmtpPort = 99999
                MailFrom = me
                SmtpHost =
                SmtpUser = brook
                """);
        List<String> problems = problems(file, "ScanAddressThreshold=few", "ScanAddressInterval=0", "=");
        assertThat(problems).hasSize(10);
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).startsWith(file + ":1: ").contains("MailTo", "nobody"));
        assertThat(problems).anySatisfy(line -> assertThat(line).startsWith(file + ":2: unknown key Mailtoo"));
        assertThat(problems).anySatisfy(line -> assertThat(line).startsWith(file + ":3: expected Key = Value"));
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).startsWith(file + ":4: ").contains("SmtpPort"));
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).startsWith(file + ":5: ").contains("MailFrom"));
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).startsWith(file + ":6: ").contains("SmtpHost"));
        assertThat(problems)
                .anySatisfy(line -> assertThat(line).startsWith(file + ":7: ").contains("SmtpPassword"));
        assertThat(problems)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("--set ScanAddressThreshold=few: ")
                        .contains("few"));
        assertThat(problems).anySatisfy(line -> assertThat(line).startsWith("--set ScanAddressInterval=0: "));
        assertThat(problems).anySatisfy(line -> assertThat(line).startsWith("--set =: expected Key = Value"));
    }

    @Test
    void keepsThePasswordOutOfMessages() {
        assertThat(problems(null, "SmtpPort=x", "SmtpUser=me", "SmtpPassword=secret"))
                .hasSize(1)
                .noneMatch(line -> line.contains("secret"));
    }

    @Test
    void namesAFileThatIsNotThere() {
        Path file = directory.resolve("brook.cfg");
        assertThat(problems(file)).containsExactly(file + ": no such file");
    }

    @Test
    void namesAFileThatIsNoText() throws IOException {
        Path file = directory.resolve("brook.cfg");
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThat(problems(file)).containsExactly(file + ": not a text file in UTF-8");
    }

    private static List<String> problems(Path file, String... options) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(file, List.of(options)))
                .problems();
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("brook.cfg"), text);
    }
}
