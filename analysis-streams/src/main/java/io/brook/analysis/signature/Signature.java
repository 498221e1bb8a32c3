package io.brook.analysis.signature;

/**
 * Bytes that tell of something when one side of a TCP connection begins with them.
 *
 * @param id its name, as signatures.log writes it
 * @param message what it means that it matches
 * @param ofOriginator whether the originator sends them, or the responder
 * @param bytes what is looked for
 */
public record Signature(String id, String message, boolean ofOriginator, PieceSequence bytes) {}
