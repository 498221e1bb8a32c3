package io.brook.analysis.weird;

/** Something odd that a packet, a connection or a protocol can do. Each package that looks for some lists them in an enum. */
public interface Weird {
    Oddity oddity();
}
