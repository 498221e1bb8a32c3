package io.brook.deploy.faults;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is killed, again and again, the logs are those of a run in which nothing was. */
@Tag("faults")
class LongKillTest {
    private static final int KILLS = Integer.getInteger("brook.faults.kills", 25);
    private static final int ADDED_WORKERS = 10;
    private static final int BROKER_KILLS = 5;
    private static final int PACE = 400;
    /** What it takes until one is up again, on a machine that is busy. */
    private static final int SECONDS_PER_FAULT = 20;

    private static final int MOST_DOWN_MS = 5_000;
    private static final int DISK_MB = 512;

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void writesTheSameLogsWhenItIsKilledAgainAndAgain(Victim victim) throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, trace(KILLS), PACE)) {
            for (int i = 0; i < KILLS; i++) {
                run.kill(victim);
            }
            run.finish();
        }
    }

    @Test
    void writesTheSameLogsWhenWorkersComeAndGo() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, trace(ADDED_WORKERS), PACE)) {
            for (int i = 0; i < ADDED_WORKERS; i++) {
                run.addAndRemoveWorker();
            }
            run.finish();
        }
    }

    @Test
    void writesTheSameLogsWhenOneOfThreeBrokersIsKilledAgainAndAgain() throws Exception {
        Random random = new Random(3);
        try (Brokers brokers = Brokers.start(3, directory);
                Run run = Run.start(brokers, directory, trace(2 * BROKER_KILLS), PACE)) {
            for (int i = 0; i < BROKER_KILLS; i++) {
                run.assertGoesOn();
                int broker = random.nextInt(brokers.count());
                brokers.kill(broker);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(MOST_DOWN_MS));
                brokers.restart(broker);
            }
            run.finish();
        }
    }

    @Test
    void waitsForBrokersThatAreAwayForAMinute() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, trace(5), PACE)) {
            TimeUnit.SECONDS.sleep(10);
            run.assertGoesOn();
            brokers.kill(0);
            TimeUnit.MINUTES.sleep(1);
            run.awaitAllSay("no broker answers at 127.0.0.1");
            brokers.restart(0);
            run.awaitAllSay("the brokers answer again, after ");
            run.finish();
        }
    }

    @Test
    void waitsWhileTheNetworkIsCutForAMinute() throws Exception {
        try (Brokers brokers = Brokers.startBehindWire(directory);
                Run run = Run.start(brokers, directory, trace(6), PACE)) {
            TimeUnit.SECONDS.sleep(10);
            run.assertGoesOn();
            brokers.wire().cut();
            TimeUnit.MINUTES.sleep(1);
            run.awaitAllSay("no broker answers at 127.0.0.1");
            brokers.wire().mend();
            run.awaitAllSay("the brokers answer again, after ");
            run.finish();
        }
    }

    @Test
    void waitsForABrokerWhoseDiskIsFull() throws Exception {
        try (FullDisk disk = FullDisk.mount(Brokers.data(directory, 0), DISK_MB)) {
            assumeTrue(disk != null, "mounting a file system takes root");
            try (Brokers brokers = Brokers.start(1, directory);
                    Run run = Run.start(brokers, directory, trace(5), PACE)) {
                run.assertGoesOn();
                disk.fill();
                brokers.awaitEnd(0);
                run.awaitAllSay("no broker answers at 127.0.0.1");
                disk.makeRoom();
                brokers.restart(0);
                run.awaitAllSay("the brokers answer again, after ");
                run.finish();
            }
        }
    }

    /** The brokers share out the tasks (KIP-1071); as they come they wait for a silent worker for 45 seconds. */
    @Test
    void writesTheSameLogsWhenWorkersOfAStreamsGroupAreKilled() throws Exception {
        try (Brokers brokers = Brokers.start(1, directory);
                Run run = Run.start(brokers, directory, trace(5), PACE, "--set", "GroupProtocol=streams")) {
            for (int i = 0; i < 3; i++) {
                run.kill(Victim.WORKER);
            }
            run.finish();
        }
    }

    private Path trace(int faults) throws Exception {
        return Traffic.writeMixed(directory.resolve("traffic.pcap"), PACE * SECONDS_PER_FAULT * faults);
    }
}
