package io.brook.deploy.bench;

import com.sun.management.OperatingSystemMXBean;
import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The CPU time of this process by groups of threads: looks at all threads several times a second, since those that have ended are not
 * told of any more. Threads of the Java machine itself, compilers and collectors, are found in Linux's /proc.
 */
final class ThreadTimes implements AutoCloseable {
    private static final long LOOK_MS = 100;
    private static final Path TASKS = Path.of("/proc/self/task");

    /** How long a tick of Linux's statistics is, in nanoseconds: USER_HZ is 100 on all its platforms. */
    private static final long TICK = 10_000_000;

    private static final String REST = "threads that ended at once";

    private record Time(String group, long nanos) {}

    private final ThreadMXBean java = ManagementFactory.getThreadMXBean();
    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Map<String, Time> before = new HashMap<>();
    private final Map<String, Time> latest = new HashMap<>();
    private final long processBefore = process.getProcessCpuTime();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread watcher = new Thread(this::watch, "brook-bench-parts");

    /** Begins to count. */
    ThreadTimes() {
        look(before);
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        try {
            while (!ended.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                look(latest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void look(Map<String, Time> into) {
        Set<String> names = new HashSet<>();
        for (ThreadInfo thread : java.getThreadInfo(java.getAllThreadIds())) {
            if (thread != null) {
                long nanos = java.getThreadCpuTime(thread.getThreadId());
                String group = Parts.ofThread(thread.getThreadName());
                names.add(shortened(thread.getThreadName()));
                if (nanos >= 0) {
                    into.put("java " + thread.getThreadId(), new Time(group, nanos));
                }
            }
        }
        lookAtMachine(into, names);
    }

    private static String shortened(String name) {
        return name.substring(0, Math.min(name.length(), 15));
    }

    /** @param known the beginnings of the names of Java's threads, which are no threads of the machine */
    private static void lookAtMachine(Map<String, Time> into, Set<String> known) {
        if (!Files.isDirectory(TASKS)) {
            return;
        }
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(TASKS)) {
            for (Path task : tasks) {
                lookAtTask(task, into, known);
            }
        } catch (IOException e) {
            // Without them their time counts among that of threads that have ended.
        }
    }

    private static void lookAtTask(Path task, Map<String, Time> into, Set<String> known) {
        try {
            String line = Files.readString(task.resolve("stat"));
            String name = line.substring(line.indexOf('(') + 1, line.lastIndexOf(')'));
            String group = Parts.ofMachine(name);
            if (group != null && !known.contains(name)) {
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                into.put("task " + task.getFileName(), new Time(group, ticks * TICK));
            }
        } catch (IOException e) {
            // It has ended meanwhile.
        }
    }

    /** The nanoseconds of each group since the beginning, and of all that is in none. */
    synchronized Map<String, Long> byGroup() throws RunException {
        look(latest);
        Map<String, Long> groups = new TreeMap<>();
        long sum = 0;
        for (Map.Entry<String, Time> each : latest.entrySet()) {
            Time was = before.get(each.getKey());
            long nanos = each.getValue().nanos() - (was == null ? 0 : was.nanos());
            groups.merge(each.getValue().group(), nanos, Long::sum);
            sum += nanos;
        }
        groups.merge(REST, Math.max(0, process.getProcessCpuTime() - processBefore - sum), Long::sum);
        return groups;
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
