package io.tidegate.deploy.whatif.past;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Readings over time, by what they are of. Each holds until the next, and at most for twice the usual step: after that nothing is
 * known. Immutable; arrays are not to be changed.
 *
 * @param step usual time between two rows, in milliseconds
 * @param lines by target as the file names it; by {@code ""} where it names none
 * @param repeated rows that another one of the same time replaced
 * @param unordered whether rows had to be sorted
 */
public record Trace(String file, long step, SortedMap<String, Lines> lines, int repeated, boolean unordered) {
    /** Column of how many units worked. */
    public static final String RUNNING = "running";

    /** Column of how many were ordered. */
    public static final String DESIRED = "desired";

    // Half of what most starts take.
    private static final long FINE = 30_000;

    public Trace {
        lines = Collections.unmodifiableSortedMap(new TreeMap<>(lines));
    }

    /**
     * The rows of one target.
     *
     * @param times epoch milliseconds, ascending
     * @param columns by name; not a number where a cell is empty
     */
    @SuppressWarnings("ArrayRecordComponent") // Millions of rows; a copy for each reader would be too much.
    public record Lines(long[] times, SortedMap<String, double[]> columns) {
        public Lines {
            columns = Collections.unmodifiableSortedMap(new TreeMap<>(columns));
        }

        /** When the last of them ends to hold. */
        long end(long step) {
            return times[times.length - 1] + step;
        }
    }

    /** Until when a row holds. */
    long until(Lines of, int row) {
        long most = of.times()[row] + 2 * step;
        return row + 1 < of.times().length ? Math.min(most, of.times()[row + 1]) : of.end(step);
    }

    /** The rows of a target: its own, or those that are of any. */
    public Optional<Lines> of(String target) {
        var own = lines.get(target);
        return Optional.ofNullable(own == null ? lines.get("") : own);
    }

    /** First time of any row. */
    public Instant start() {
        return Instant.ofEpochMilli(
                lines.values().stream().mapToLong(of -> of.times()[0]).min().orElseThrow());
    }

    /** When the last row ends to hold. */
    public Instant end() {
        return Instant.ofEpochMilli(
                lines.values().stream().mapToLong(of -> of.end(step)).max().orElseThrow());
    }

    /** Names of the columns that hold readings. */
    public List<String> metrics() {
        return lines.values().stream()
                .flatMap(of -> of.columns().keySet().stream())
                .filter(name -> !name.equals(RUNNING) && !name.equals(DESIRED))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether it tells how many units worked. */
    public boolean tellsCapacity() {
        return lines.values().stream().allMatch(of -> of.columns().containsKey(RUNNING));
    }

    /** Whether it tells when they were ordered, finely enough to tell how long a start takes. */
    boolean tellsOrders() {
        return step <= FINE
                && lines.values().stream().allMatch(of -> of.columns().containsKey(DESIRED));
    }

    /**
     * Its rows from a time, inclusive, to another, exclusive.
     *
     * @throws IllegalArgumentException when there are none
     */
    public Trace between(Instant from, Instant to) {
        var cut = new TreeMap<String, Lines>();
        lines.forEach((target, of) -> {
            int first = place(of.times(), from.toEpochMilli());
            int end = place(of.times(), to.toEpochMilli());
            if (end > first) {
                var columns = new TreeMap<String, double[]>();
                of.columns().forEach((name, values) -> columns.put(name, Arrays.copyOfRange(values, first, end)));
                cut.put(target, new Lines(Arrays.copyOfRange(of.times(), first, end), columns));
            }
        });
        if (cut.isEmpty()) {
            throw new IllegalArgumentException("%s must have rows from %s to %s, had none".formatted(file, from, to));
        }
        return new Trace(file, step, cut, repeated, unordered);
    }

    /** Whether each target has rows from a time, inclusive, to another, exclusive. */
    public boolean hasRows(Instant from, Instant to) {
        return lines.values().stream()
                .allMatch(of -> place(of.times(), to.toEpochMilli()) > place(of.times(), from.toEpochMilli()));
    }

    private static int place(long[] times, long at) {
        int found = Arrays.binarySearch(times, at);
        return found < 0 ? -found - 1 : found;
    }
}
