package io.tidegate.deploy.whatif.plant;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** Delays as they come, of which as many are kept as tell how long it takes, each as likely as the others. Not thread-safe. */
final class Reservoir {
    private static final int MOST = 512;

    private long[] kept = new long[8];
    private int size;
    private long seen;

    void add(long millis) {
        seen++;
        if (size < MOST) {
            if (size == kept.length) {
                kept = Arrays.copyOf(kept, 2 * size);
            }
            kept[size++] = millis;
            return;
        }
        long place = Long.remainderUnsigned(Delays.mixed(seen), seen);
        if (place < MOST) {
            kept[(int) place] = millis;
        }
    }

    /** All that came, kept or not. */
    long seen() {
        return seen;
    }

    /** Those kept; empty when none came. */
    Optional<Delays> delays(String origin) {
        return size == 0
                ? Optional.empty()
                : Optional.of(new Delays(
                        Arrays.stream(kept, 0, size)
                                .mapToObj(Duration::ofMillis)
                                .toList(),
                        origin));
    }
}
