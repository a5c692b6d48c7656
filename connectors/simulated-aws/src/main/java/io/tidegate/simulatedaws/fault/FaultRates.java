package io.tidegate.simulatedaws.fault;

/** The share of calls, 0 to 1, that meets each fault; together at most 1. */
public record FaultRates(double throttled, double failed, double hung, double cutAfterEffect) {
    /** No faults. */
    public static final FaultRates CALM = new FaultRates(0, 0, 0, 0);

    /** One call of a hundred is throttled, as in an account with neighbours. */
    public static final FaultRates USUAL = new FaultRates(0.01, 0, 0, 0);

    public FaultRates {
        var sum = throttled + failed + hung + cutAfterEffect;
        if (!(Math.min(Math.min(throttled, failed), Math.min(hung, cutAfterEffect)) >= 0) || !(sum <= 1)) {
            throw new IllegalArgumentException("fault rates must be 0 or more and at most 1 together, were throttled "
                    + throttled + ", failed " + failed + ", hung " + hung + ", cutAfterEffect " + cutAfterEffect);
        }
    }

    /** The fault at {@code lot}, evenly drawn from [0, 1). */
    Fault at(double lot) {
        if (lot < throttled) {
            return Fault.THROTTLED;
        } else if (lot < throttled + failed) {
            return Fault.FAILED;
        } else if (lot < throttled + failed + hung) {
            return Fault.HUNG;
        }
        return lot < throttled + failed + hung + cutAfterEffect ? Fault.CUT_AFTER_EFFECT : Fault.NONE;
    }
}
