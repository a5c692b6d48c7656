package io.tidegate.simulatedaws.queue;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a receipt handle says: which message was received, and at which of its receives.
 *
 * @param message its number in the queue
 */
record Receipt(String queue, long message, int receive) {
    private static final Pattern TEXT = Pattern.compile("([\\w-]+)/([0-9]{1,18})/([0-9]{1,9})");

    String handle() {
        var text = queue + "/" + message + "/" + receive;
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Empty when no queue of this simulation gave the handle. */
    static Optional<Receipt> of(String handle) {
        String text;
        try {
            text = new String(Base64.getDecoder().decode(handle), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
        var parts = TEXT.matcher(text);
        return parts.matches()
                ? Optional.of(
                        new Receipt(parts.group(1), Long.parseLong(parts.group(2)), Integer.parseInt(parts.group(3))))
                : Optional.empty();
    }
}
