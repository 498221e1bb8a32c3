package io.brook.analysis.weird;

/** Something odd that a packet or connection can do. Each package that looks for some lists them in an enum. */
public interface Weird {
    /** Zeek's name of it, in weird.log. */
    String id();

    /** The analyzer that Zeek names as its source; null for none. */
    String source();
}
