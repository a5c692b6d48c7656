package io.tidegate.deploy.whatif.measure;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The course with the least objective, for a picture of it: what {@link Optimum} costs, with the choices kept, so that it grows with
 * the course that it is told. For courses within the bounds of the yardstick.
 */
public final class OptimalCourse {
    private final Yardstick yardstick;
    private final int runningAtStart;
    private final StartUpTime starts;
    private final List<Piece> pieces = new ArrayList<>();

    /** From a time on so many units work, and so many are paid for. */
    public record Step(long atMillis, int running, int billed) {}

    // Within one nothing changes, and it is best to switch at its beginning.
    private record Piece(long from, long to, double load, boolean censored, double startMillis) {}

    /** Before the first stretch, as {@link Meter} has it. */
    public OptimalCourse(Yardstick yardstick, int runningAtStart) {
        this.yardstick = yardstick;
        this.runningAtStart = runningAtStart;
        this.starts = new StartUpTime(yardstick.startup().toMillis());
    }

    /** A stretch of constant load, as {@link Meter#passes} takes it. */
    public void passes(long fromMillis, long toMillis, double load, boolean censored) {
        starts.known(fromMillis, toMillis);
        for (long at = fromMillis; at < toMillis; ) {
            long next = starts.bend(at, toMillis);
            pieces.add(new Piece(at, next, load, censored, starts.before(at)));
            at = next;
        }
    }

    /** The course, from its beginning; empty without stretches. */
    public List<Step> steps() {
        if (pieces.isEmpty()) {
            return List.of();
        }
        int[] running = new int[pieces.size()];
        for (int unit = 0; unit < most(); unit++) {
            workedBy(unit).stream().forEach(piece -> running[piece]++);
        }
        return stepsOf(running);
    }

    /** What the course measures. */
    public Measures measures() {
        var meter = new Meter(yardstick, runningAtStart);
        var steps = steps();
        int step = 0;
        for (var piece : pieces) {
            for (long at = piece.from(); at < piece.to(); ) {
                while (step + 1 < steps.size() && steps.get(step + 1).atMillis() <= at) {
                    step++;
                }
                long next = step + 1 < steps.size()
                        ? Math.min(piece.to(), steps.get(step + 1).atMillis())
                        : piece.to();
                var now = steps.get(step);
                meter.passes(at, next, piece.load(), piece.censored(), now.running(), now.billed());
                at = next;
            }
        }
        return meter.measures();
    }

    private int most() {
        double needed = pieces.stream()
                .mapToDouble(piece -> Math.ceil(yardstick.needed(piece.load())))
                .max()
                .orElse(0);
        return (int) Math.max(runningAtStart, Math.min(yardstick.max(), needed));
    }

    // Forwards the least cost of either state, backwards the choices that led to the lesser one.
    private BitSet workedBy(int unit) {
        var turnedOn = new BitSet();
        var turnedOff = new BitSet();
        boolean mayBeOff = unit >= Math.min(yardstick.min(), runningAtStart);
        double off = mayBeOff ? 0 : Double.POSITIVE_INFINITY;
        double on = unit < runningAtStart ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < pieces.size(); i++) {
            var piece = pieces.get(i);
            double started = off + yardstick.price(piece.startMillis());
            turnedOn.set(i, started < on);
            turnedOff.set(i, mayBeOff && on < off);
            double before = on;
            double millis = piece.to() - piece.from();
            on = Math.min(before, started) + yardstick.price(millis);
            off = (mayBeOff ? Math.min(off, before) : off)
                    + yardstick.penaltyPerMilli() * Math.clamp(yardstick.needed(piece.load()) - unit, 0, 1) * millis;
        }
        return backwards(on < off, turnedOn, turnedOff);
    }

    private BitSet backwards(boolean isOn, BitSet turnedOn, BitSet turnedOff) {
        var worked = new BitSet();
        boolean now = isOn;
        for (int i = pieces.size() - 1; i >= 0; i--) {
            worked.set(i, now);
            now = now ? !turnedOn.get(i) : turnedOff.get(i);
        }
        return worked;
    }

    private List<Step> stepsOf(int[] running) {
        var changes = new TreeMap<Long, int[]>();
        int before = runningAtStart;
        for (int i = 0; i < running.length; i++) {
            long at = pieces.get(i).from();
            int change = running[i] - before;
            add(changes, at, change, Math.min(0, change));
            add(changes, at - (change > 0 ? yardstick.startup().toMillis() : 0), 0, Math.max(0, change));
            before = running[i];
        }
        var steps = new ArrayList<Step>();
        int[] now = {runningAtStart, runningAtStart};
        changes.forEach((at, change) -> {
            now[0] += change[0];
            now[1] += change[1];
            if (steps.isEmpty() || change[0] != 0 || change[1] != 0) {
                steps.add(new Step(at, now[0], now[1]));
            }
        });
        return steps;
    }

    private static void add(Map<Long, int[]> changes, long at, int running, int billed) {
        int[] change = changes.computeIfAbsent(at, _ -> new int[2]);
        change[0] += running;
        change[1] += billed;
    }
}
