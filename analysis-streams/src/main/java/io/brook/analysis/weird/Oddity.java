package io.brook.analysis.weird;

/** What is to be known of something odd: what Zeek calls it, which part of Zeek says it, and what becomes of it. */
public final class Oddity {
    private final String name;
    private final boolean byAnalyzer;
    private final String source;
    private final WeirdAction action;
    private final boolean isCounted;

    private Oddity(String name, boolean byAnalyzer, String source, WeirdAction action, boolean isCounted) {
        this.name = name;
        this.byAnalyzer = byAnalyzer;
        this.source = source;
        this.action = action;
        this.isCounted = isCounted;
    }

    /** What the analyzer says that finds it: its name is the source. */
    public static Oddity ofAnalyzer(String name) {
        return new Oddity(name, true, null, WeirdAction.LOG, false);
    }

    /** What one of Zeek's scripts says: it has no source. */
    public static Oddity ofScript(String name) {
        return new Oddity(name, false, null, WeirdAction.LOG, false);
    }

    /** @param source the part of Zeek that says it, whatever protocol it is about, such as CONTENTLINE */
    public static Oddity of(String source, String name) {
        return new Oddity(name, false, source, WeirdAction.LOG, false);
    }

    /** The same, of which something else becomes than a line each time. */
    public Oddity with(WeirdAction other) {
        return new Oddity(name, byAnalyzer, source, other, isCounted);
    }

    /** The same, which is counted: a checksum is wrong. */
    public Oddity counted() {
        return new Oddity(name, byAnalyzer, source, action, true);
    }

    /** Zeek's name of it, in weird.log. */
    public String name() {
        return name;
    }

    /**
     * The part of Zeek that weird.log names as its source; null for none.
     *
     * @param analyzer who has found it
     */
    public String source(String analyzer) {
        return byAnalyzer ? analyzer : source;
    }

    public WeirdAction action() {
        return action;
    }

    /** Whether each is counted, so that repetitions are not held back (Weird::weird_do_not_ignore_repeats). */
    public boolean isCounted() {
        return isCounted;
    }
}
