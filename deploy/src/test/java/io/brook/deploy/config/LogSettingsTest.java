package io.brook.deploy.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.archive.Compression;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogSettingsTest {
    private static final Path LOGS = Path.of("logs");

    @Test
    void archivesNothingByDefault() throws ConfigException {
        assertThat(archive())
                .isEqualTo(new ArchiveConfig(
                        Duration.ZERO, LOGS.toAbsolutePath(), Compression.GZIP, null, Duration.ZERO, List.of()));
    }

    @Test
    void archivesAsItIsTold() throws ConfigException {
        assertThat(archive(
                        "LogRotationInterval=3600",
                        "LogArchiveDir=/var/archive",
                        "CompressCmd=zstd -q",
                        "CompressExtension=zst",
                        "LogExpireInterval=30",
                        "KeepLogs=notice.*, conn.*"))
                .isEqualTo(new ArchiveConfig(
                        Duration.ofHours(1),
                        Path.of("/var/archive"),
                        new Compression(".zst", List.of("zstd", "-q")),
                        null,
                        Duration.ofDays(30),
                        List.of("notice.*", "conn.*")));
        assertThat(archive("CompressLogs=false", "CompressCmd=zstd").compression())
                .isEqualTo(Compression.NONE);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "2 day, 2880", "1 days, 1440", "36hr, 2160", "90 MIN, 90"})
    void readsTimesAsZeekctlWritesThem(String text, long minutes) throws ConfigException {
        assertThat(archive("LogExpireInterval=" + text).expireAfter()).isEqualTo(Duration.ofMinutes(minutes));
    }

    @Test
    void namesEverythingThatDoesNotFit() {
        ConfigException refusal = catchThrowableOfType(
                ConfigException.class,
                () -> archive("LogRotationInterval=3600", "LogExpireInterval=59 min", "PostProcDir=/nowhere"));
        assertThat(refusal.problems())
                .containsExactly(
                        "LogExpireInterval is shorter than LogRotationInterval (3600 s): files would be removed as soon as"
                                + " they are archived; make it longer",
                        "PostProcDir: /nowhere is not a directory; create it, or leave the option out");
    }

    @ParameterizedTest
    @CsvSource({"LogExpireInterval, soon", "CompressExtension, ../gz", "KeepLogs, conn[", "LogRotationInterval, -1"})
    void refusesWhatMeansNothing(String key, String value) {
        assertThatThrownBy(() -> archive(key + "=" + value))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    private static ArchiveConfig archive(String... settings) throws ConfigException {
        return ConfigReader.read(null, List.of(settings)).archive(LOGS);
    }
}
