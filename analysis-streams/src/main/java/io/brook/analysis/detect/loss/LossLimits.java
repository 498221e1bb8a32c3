package io.brook.analysis.detect.loss;

/**
 * When loss is worth a human's attention.
 *
 * @param tooMuch from which share of acknowledgments on that are of bytes which were not captured, in percent
 * @param leastAcks how many acknowledgments there should be in an interval at least
 */
public record LossLimits(double tooMuch, long leastAcks) {
    /** Zeek's CaptureLoss::too_much_loss and minimum_acks. */
    public static final LossLimits DEFAULT = new LossLimits(10, 1);
}
