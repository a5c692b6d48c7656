package io.tidegate.simulatedaws.queue;

/**
 * The share of messages, 0 to 1 each, that a queue treats badly, as a standard queue may.
 *
 * @param doubled delivered once more, up to a minute later, even if it was deleted in the meantime
 * @param late shown only after up to 30 s, so that later ones overtake it
 * @param lost taken and never shown
 */
public record QueueFaults(double doubled, double late, double lost) {
    /** No faults. */
    public static final QueueFaults NONE = new QueueFaults(0, 0, 0);

    public QueueFaults {
        if (!isShare(doubled) || !isShare(late) || !isShare(lost)) {
            throw new IllegalArgumentException(
                    "queue faults must be in 0..1 each, were doubled " + doubled + ", late " + late + ", lost " + lost);
        }
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
