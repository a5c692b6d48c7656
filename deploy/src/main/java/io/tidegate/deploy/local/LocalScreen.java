package io.tidegate.deploy.local;

import io.tidegate.deploy.view.Elapsed;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.TargetView;
import io.tidegate.schemas.Decision;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** What a person sees of local mode: a line for each action with its reason, and every few seconds where things stand. */
final class LocalScreen {
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());
    private static final Duration STATUS_EVERY = Duration.ofSeconds(10);
    private static final String LEVELS = "▁▂▃▄▅▆▇█";
    private static final int HISTORY = 40;

    private final Supplier<LiveView> views;
    private final Supplier<List<String>> more;
    private final PrintWriter out;
    private final Map<String, Deque<Integer>> history = new TreeMap<>();
    private long shown;
    private Instant statusDue;

    /** @param more lines about where things stand */
    LocalScreen(Supplier<LiveView> views, Supplier<List<String>> more, PrintWriter out, Instant start) {
        this.views = views;
        this.more = more;
        this.out = out;
        this.statusDue = start.plus(STATUS_EVERY);
    }

    /** Prints what is new. To be called a few times a second. */
    void refresh(Instant now) {
        newDecisions().stream().filter(Facts::isAction).map(LocalScreen::line).forEach(out::println);
        if (!now.isBefore(statusDue)) {
            statusDue = now.plus(STATUS_EVERY);
            status(now);
        }
        out.flush();
    }

    // Oldest first. More than the view keeps cannot be new: it is asked several times a second.
    private List<Decision> newDecisions() {
        // A service that was restarted reads again what it has told before.
        var view = views.get();
        long seen = Math.max(shown, view.decisionCount());
        var fresh = new ArrayList<>(view.decisions((int) Math.min(seen - shown, Integer.MAX_VALUE)));
        shown = seen;
        Collections.reverse(fresh);
        return fresh;
    }

    private static String line(Decision decision) {
        String arrow = switch (decision.getOutcome()) {
            case SCALE_OUT -> "▲";
            case SCALE_IN -> "▼";
            default -> "•";
        };
        String change = decision.getCurrent() == null || decision.getDesired() == null
                ? ""
                : "%d → %d".formatted(decision.getCurrent(), decision.getDesired());
        return "%s %s %-16s %-8s %s"
                .formatted(
                        CLOCK.format(decision.getAt()), arrow, decision.getTarget(), change, decision.getExplanation());
    }

    private void status(Instant now) {
        var view = views.get();
        var commands = view.commands();
        var clock = view.slowestTick()
                .map(tick -> Elapsed.text(Duration.between(tick, now)) + " old")
                .orElse("not ticking");
        out.println(
                "%s ─ %d decisions, %d commands (%d applied, %d skipped, %d refused, %d failed), %d dead letters, clock %s"
                        .formatted(
                                CLOCK.format(now),
                                view.decisionCount(),
                                commands.emitted(),
                                commands.applied(),
                                commands.skipped(),
                                commands.refused(),
                                commands.failed(),
                                view.deadLetterCount(),
                                clock));
        view.targets().stream()
                .filter(target -> target.desired().isPresent())
                .forEach(target -> out.println(targetLine(target)));
        more.get().forEach(out::println);
    }

    private String targetLine(TargetView target) {
        int desired = target.desired().orElse(0);
        var past = history.computeIfAbsent(target.target(), _ -> new ArrayDeque<>());
        past.addLast(desired);
        if (past.size() > HISTORY) {
            past.removeFirst();
        }
        return "           %-16s %2d desired, %2d running  %s"
                .formatted(target.target(), desired, target.running().orElse(0), sparkline(past));
    }

    private static String sparkline(Deque<Integer> values) {
        int top = Math.max(1, Collections.max(values));
        var text = new StringBuilder();
        values.forEach(value -> text.append(LEVELS.charAt(value * (LEVELS.length() - 1) / top)));
        return text.toString();
    }
}
