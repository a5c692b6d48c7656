package io.tidegate.connectors.lifecycle;

import io.tidegate.schemas.naming.Target.Place;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Address of a standard SQS queue: {@code https://sqs.eu-central-1.amazonaws.com/123456789012/hooks}.
 *
 * @param text as SQS spells it
 */
public record QueueUrl(String text) {
    // SQS: a name has up to 80 letters, digits, - and _ (CreateQueue); that of a FIFO queue ends in .fifo, and
    // lifecycle hooks
    // cannot notify one.
    private static final Pattern URL = Pattern.compile(
            "(https?)://(\\[[0-9A-Fa-f:]+]|[A-Za-z0-9.-]+)(?::\\d{1,5})?/(\\d{12})/([A-Za-z0-9_-]{1,80})");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");
    private static final Pattern REGION = Pattern.compile("[a-z]{2,}(-[a-z]+)+-\\d{1,2}");

    public QueueUrl {
        var parts = URL.matcher(text);
        if (!parts.matches() || isReadable(parts)) {
            throw new IllegalArgumentException("lifecycle.queues must be URLs of standard queues such as"
                    + " https://sqs.eu-central-1.amazonaws.com/123456789012/hooks, http only on this machine, was \""
                    + withoutUser(text) + "\"");
        }
    }

    // Whoever reads messages on their way could answer hooks by their tokens.
    private static boolean isReadable(Matcher parts) {
        return parts.group(1).equals("http")
                && !LOOPBACK.matcher(parts.group(2)).matches();
    }

    private static String withoutUser(String text) {
        return text.replaceFirst("//[^/]*@", "//");
    }

    /** Name of the queue. */
    public String name() {
        return parts().group(4);
    }

    /** 12 digits. */
    public String account() {
        return parts().group(3);
    }

    /** The region that is a label of the host; empty where none is, such as on this machine. */
    public Optional<String> region() {
        return Arrays.stream(parts().group(2).split("\\.", -1))
                .filter(label -> REGION.matcher(label).matches())
                .findFirst();
    }

    /**
     * Which of the places it is in: that of its account and region, or when its address tells no region, the only one of its
     * account; the own place when there is none.
     */
    public Place placeAmong(Collection<Place> reached) {
        var matching = reached.stream()
                .filter(place -> place.account().equals(account()))
                .filter(place -> region().isEmpty() || region().get().equals(place.region()))
                .toList();
        return matching.size() == 1 ? matching.getFirst() : Place.DEFAULT;
    }

    private Matcher parts() {
        var parts = URL.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError("a queue's address that was checked");
        }
        return parts;
    }
}
