package io.tidegate.streams.shadow.app;

import io.tidegate.streams.shadow.ShadowState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** What the shadows of this process and their targets desire now, for metrics. Thread-safe. */
public final class ShadowBoard {
    /** More pairs than this are not told: every one is a label. */
    static final int MOST = 1_000;

    private final Map<Pair, Desired> desired = new HashMap<>(); // Looked up only.
    private final Set<Pair> told = new LinkedHashSet<>();
    private final List<Consumer<Pair>> listeners = new ArrayList<>();

    /** A shadow and one of its targets. */
    public record Pair(String target, String policy) {}

    private record Desired(OptionalInt real, OptionalInt virtual) {}

    synchronized void put(Pair pair, ShadowState state) {
        desired.put(pair, new Desired(state.realDesired(), state.desired()));
        if (told.size() < MOST && told.add(pair)) {
            listeners.forEach(listener -> listener.accept(pair));
        }
    }

    synchronized void remove(Pair pair) {
        desired.remove(pair);
    }

    /** Tells of each pair that there is, and of each that comes, once. */
    public synchronized void onPair(Consumer<Pair> listener) {
        listeners.add(listener);
        told.forEach(listener);
    }

    /** What the target was last observed to desire; empty when it is not known here, or no more. */
    public synchronized OptionalInt real(Pair pair) {
        var known = desired.get(pair);
        return known == null ? OptionalInt.empty() : known.real();
    }

    /** What the shadow would have it desire; empty when it is not known here, or no more. */
    public synchronized OptionalInt virtual(Pair pair) {
        var known = desired.get(pair);
        return known == null ? OptionalInt.empty() : known.virtual();
    }
}
