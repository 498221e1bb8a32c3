package io.brook.analysis.hostile;

/** What is alive on the heap. */
final class Heap {
    private static final double MEBIBYTE = 1 << 20;

    private Heap() {}

    static double liveMebibytes() {
        Runtime runtime = Runtime.getRuntime();
        System.gc();
        return (runtime.totalMemory() - runtime.freeMemory()) / MEBIBYTE;
    }

    static double maxMebibytes() {
        return Runtime.getRuntime().maxMemory() / MEBIBYTE;
    }
}
