package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
    @Test
    void measuresThePipelineAndTheBareBrokerWithTheSameRecords() {
        Cli result = Cli.run("bench", "--rounds", "1", Samples.OFFICE);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).isEqualTo("round 1"),
                        line -> assertThat(line).matches("  pipeline +[\\d,]+ packets/s +[\\d.]+ MB/s"),
                        line -> assertThat(line).matches("  broker    takes [\\d.]+ MB/s, gives [\\d.]+ MB/s, .*"),
                        line -> assertThat(line).matches(" +[\\d,]+ records of [\\d,]+ bytes on average"),
                        line -> assertThat(line).matches("  ratio +[\\d.]+ of taking, [\\d.]+ of taking and giving"));
    }

    @Test
    void saysWhereTheTimeWentAndHowLongAnotherProgramTakes() {
        Cli result = Cli.run("bench", "--rounds", "1", "--parts", "--peer", "cat {} {} >copy", Samples.OFFICE);
        assertThat(result.err()).isEmpty();
        assertThat(result.status()).isZero();
        assertThat(result.out())
                .containsPattern("(?m)^ *[\\d.]+ +[\\d.]+%  logger$")
                .containsPattern("(?m)^ *[\\d.]+ +[\\d.]+%  stream tasks: \\w+")
                .containsPattern("(?m)^ *[\\d.]+ +[\\d.]+%  collector$")
                .containsPattern("(?m)^ *[\\d.]+ 100.0%  all$")
                .containsPattern("(?m)^  peer +[\\d.]+ s, [\\d.]+ times as long as the pipeline's [\\d.]+ s: cat");
    }

    @Test
    void aProgramThatFailsEndsTheComparison() {
        Cli result = Cli.run("bench", "--rounds", "1", "--peer", "echo no such thing; exit 3", Samples.OFFICE);
        assertThat(result.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(result.err()).contains("ended with status 3: no such thing");
    }

    @Test
    void wantsAtLeastOneRound() {
        Cli result = Cli.run("bench", "--rounds", "0", Samples.OFFICE);
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err()).contains("'--rounds': 0 is not from 1 to ");
    }

    @Test
    void namesATraceThatIsNotThere(@TempDir Path directory) {
        Path trace = directory.resolve("no.pcap");
        Cli result = Cli.run("bench", trace);
        assertThat(result.status()).isEqualTo(ExitStatus.TRACE_MISSING.code);
        assertThat(result.err()).contains(trace + ": no such file");
    }
}
