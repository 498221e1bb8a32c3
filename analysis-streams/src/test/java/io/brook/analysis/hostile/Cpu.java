package io.brook.analysis.hostile;

import java.lang.management.ManagementFactory;

/** The time that this thread has computed: others use the machine too. */
final class Cpu {
    private Cpu() {}

    static long nanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
