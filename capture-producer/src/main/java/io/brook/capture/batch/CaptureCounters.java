package io.brook.capture.batch;

/**
 * Counts of what happened to a sensor's packets.
 *
 * @param batches the batches sent
 * @param batchesEarly of these, how many were sent early because too much was open at once
 * @param noIp packets without a flow of their own: not IP, or with incomplete headers
 * @param fragments packets that are fragments of larger ones
 * @param fragmentsHeld of these, how many came before the first fragment and waited for it
 * @param fragmentsExpired of those that waited, how many went on without ports because it did not come
 * @param fragmentsOverflowed of those that waited, how many went on without ports because too many did
 * @param trimmed packets whose payload was left out because it is encrypted
 * @param trimmedBytes the bytes that were left out
 */
public record CaptureCounters(
        long batches,
        long batchesEarly,
        long noIp,
        long fragments,
        long fragmentsHeld,
        long fragmentsExpired,
        long fragmentsOverflowed,
        long trimmed,
        long trimmedBytes) {}
