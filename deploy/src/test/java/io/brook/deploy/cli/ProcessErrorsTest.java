package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything starts: one clear line, a status of its own, and nothing written. */
class ProcessErrorsTest {
    @TempDir
    private Path directory;

    @Test
    void namesATraceThatIsNotThere() {
        Path trace = directory.resolve("no.pcap");
        refused(process(trace), 3, "brook: " + trace + ": no such file");
    }

    @Test
    void namesATraceThatIsADirectory() {
        refused(process(directory), 4, "brook: " + directory + ": is a directory, not a trace");
    }

    @Test
    void namesAnEmptyTrace() throws IOException {
        Path trace = Files.createFile(directory.resolve("empty.pcap"));
        refused(process(trace), 5, "brook: " + trace + ": is empty");
    }

    @Test
    void namesAFileThatIsNoTrace() throws IOException {
        Path trace = Files.writeString(directory.resolve("notes.txt"), "Dear diary");
        refused(process(trace), 6, "brook: " + trace + ": is neither pcap nor pcapng");
    }

    @Test
    void analysesNothingWhenOneOfSeveralTracesIsBad() {
        Path missing = directory.resolve("no.pcap");
        refused(process(Samples.OFFICE, missing), 3, "brook: " + missing + ": no such file");
    }

    @Test
    void givesTheLowestStatusOfSeveralBadTraces() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.pcap"));
        Path missing = directory.resolve("no.pcap");
        refused(process("--each", empty, missing), 3, empty + ": is empty", missing + ": no such file");
    }

    @Test
    void refusesTwoTracesOfTheSameName() throws IOException {
        Path other = Files.copy(
                Samples.OFFICE, Files.createDirectory(directory.resolve("b")).resolve("office.pcap"));
        refused(process("--each", Samples.OFFICE, other), 2, "same name", Samples.OFFICE.toString(), other.toString());
    }

    @Test
    void refusesWhatNoSensorMayBeCalled() throws IOException {
        refused(process("--sensor", "a/b ../x", Samples.OFFICE), 2, "Invalid value for --sensor: 'a/b ../x': ");
        refused(process("--each", "--sensor", "dmz", Samples.OFFICE), 2, "--each names each sensor after its file");
        Path hidden = Files.copy(Samples.OFFICE, directory.resolve(".hidden.pcap"));
        refused(process("--each", hidden), 2, "Invalid value for --each: '.hidden.pcap': ");
        Cli capture = Cli.run("capture", "--sensor", "a/b ../x", "--bootstrap-servers", "127.0.0.1:9", Samples.OFFICE);
        refused(capture, 2, "Invalid value for --sensor: 'a/b ../x': ");
    }

    @Test
    void refusesToReadStandardInputTwice() {
        refused(process("-", "-"), 2, "standard input (-) can be read only once");
    }

    @Test
    void namesEveryWrongSetting() {
        Cli result = process("--set", "ScanAddressThreshold=0", "--set", "Colour=blue", Samples.OFFICE);
        refused(result, 2, "brook: --set ScanAddressThreshold=0: ", "brook: --set Colour=blue: unknown key Colour");
    }

    @Test
    void namesANumberThatIsOutOfRange() {
        refused(process("--partitions", "0", Samples.OFFICE), 2, "'--partitions': 0 is not from 1 to");
        refused(process("--linger", "60001", Samples.OFFICE), 2, "'--linger': 60001 is not from 0 to");
        refused(process("--batch-bytes", "0", Samples.OFFICE), 2, "'--batch-bytes': 0 is not from");
        refused(process("--threads", "x", Samples.OFFICE), 2, "'--threads'");
        refused(process("--partition-by", "host", Samples.OFFICE), 2, "expected host-pair, flow or subnet");
    }

    @Test
    void asksForACommandAndForTraces() {
        refused(Cli.run(), 2, "which command?");
        refused(Cli.run("process"), 2, "TRACE");
        refused(Cli.run("proces"), 2, "process");
    }

    @Test
    void listsEveryExitStatusInTheHelp() {
        Cli help = Cli.run("process", "--help");
        assertThat(help.status()).isZero();
        assertThat(Arrays.stream(ExitStatus.values()).map(status -> status.code))
                .allSatisfy(code -> assertThat(help.out()).containsPattern("(?m)^  " + code + " "));
    }

    private Cli process(Object... arguments) {
        Object[] all = Arrays.copyOf(new Object[] {"process", "--log-dir", logs()}, 3 + arguments.length);
        System.arraycopy(arguments, 0, all, 3, arguments.length);
        return Cli.run(all);
    }

    private Path logs() {
        return directory.resolve("logs");
    }

    private void refused(Cli result, int status, String... messages) {
        assertThat(result.err()).contains(messages).doesNotContain("Exception", "\tat ");
        assertThat(result.status()).isEqualTo(status);
        assertThat(result.out()).isEmpty();
        assertThat(logs()).doesNotExist();
    }
}
