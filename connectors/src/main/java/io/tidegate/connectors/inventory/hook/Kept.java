package io.tidegate.connectors.inventory.hook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Answers that are good for a while; those that are not are forgotten. Thread-safe. */
final class Kept<V> {
    private final ConcurrentHashMap<String, Answer<V>> answers = new ConcurrentHashMap<>();
    private final Duration time;
    private final Clock clock;

    private record Answer<V>(V value, Instant until) {}

    Kept(Duration time, Clock clock) {
        this.time = time;
        this.clock = clock;
    }

    /** The answer that is kept, else that which {@code ask} gives now; what it throws is not kept. */
    V get(String key, Supplier<V> ask) {
        var now = clock.instant();
        answers.values().removeIf(answer -> !answer.until().isAfter(now));
        var known = answers.get(key);
        if (known != null) {
            return known.value();
        }
        var told = ask.get();
        answers.put(key, new Answer<>(told, now.plus(time)));
        return told;
    }
}
