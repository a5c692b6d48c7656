package io.tidegate.deploy.deadletter;

import java.util.Optional;
import java.util.regex.Pattern;

/** Where a dead letter is: {@code PARTITION:OFFSET}. */
public record Place(int partition, long offset) {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,9}):(\\d{1,18})");

    /** Reads {@code PARTITION:OFFSET}; empty for anything else. */
    public static Optional<Place> parse(String text) {
        var matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Place(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + ":" + offset;
    }
}
