package io.tidegate.simulatedaws.queue;

import io.tidegate.simulatedaws.identity.Arns;
import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The URLs of queues: of the address that the caller used, the account and the name. */
public final class QueueUrls {
    private QueueUrls() {}

    static String url(Call call, Place place, String queue) {
        var host = call.request().headers().getOrDefault("host", "");
        var base = host.isEmpty() || host.endsWith("amazonaws.com")
                ? "https://sqs." + place.region() + ".amazonaws.com"
                : "http://" + host;
        return base + "/" + place.account() + "/" + queue;
    }

    /** The name of the queue that a URL of the account's means, whatever its host; empty when it is of no queue there. */
    public static Optional<String> name(@Nullable String url, Place place) {
        if (url == null) {
            return Optional.empty();
        }
        var name = Arns.shortName(url);
        return url.endsWith("/" + place.account() + "/" + name) ? Optional.of(name) : Optional.empty();
    }
}
