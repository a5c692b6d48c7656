package io.tidegate.deploy.storm;

import io.tidegate.simulatedaws.observation.CallCounts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What came of a storm, from committed records and from the record of the simulated AWS, never from a counter in a process.
 *
 * @param terminations instances that were to leave
 * @param received instances that were heard of
 * @param completed hooks that were told to go on, as AWS has it
 * @param expired hooks that went on by themselves, as AWS has it
 * @param duplicates what was heard of an instance that was heard of already
 * @param droppedRequests lost with the instances that served them
 * @param stoppedEarly tasks that ended with their instance
 * @param malformed messages put aside that cannot be read
 * @param heartbeats sent to keep hooks waiting
 * @param throttled calls that AWS turned away
 * @param heldMillis from notices to the answers of their hooks, sorted
 * @param broken promises that were not kept, in words; empty when all were
 */
public record StormReport(
        int terminations,
        int received,
        long completed,
        long expired,
        long duplicates,
        double droppedRequests,
        long stoppedEarly,
        int malformed,
        long heartbeats,
        long throttled,
        List<Long> heldMillis,
        List<String> broken) {
    // Sums of shares of requests are not exact.
    private static final double NOTHING = 1e-6;

    public StormReport {
        heldMillis = List.copyOf(heldMillis);
        broken = List.copyOf(broken);
    }

    /** What has come of a storm by now. */
    public static StormReport of(Storm storm, Scene scene) {
        var standing = storm.standing();
        var facts = StormFacts.read(scene);
        long cutOff = scene.aws().<Long>ask(cloud -> cloud.instanceClusters().tasksCutOff());
        var calls = scene.aws().<CallCounts>ask(cloud -> cloud.callCounts());
        return new StormReport(
                storm.plan().terminations(),
                facts.received(),
                standing.actions().completed(),
                standing.actions().timedOut(),
                facts.duplicates(),
                standing.droppedRequests(),
                cutOff,
                facts.deadMessages(),
                facts.heartbeats(),
                calls.throttled().values().stream().mapToLong(Long::longValue).sum(),
                facts.held(),
                broken(storm.plan(), standing, facts, cutOff));
    }

    private static List<String> broken(StormPlan plan, Standing standing, StormFacts facts, long cutOff) {
        var broken = new ArrayList<String>();
        int all = plan.terminations();
        var actions = standing.actions();
        expect(broken, all, actions.begun(), "%d instances were to leave, and %d were told to");
        expect(broken, all, facts.received(), "%d instances left, and %d were heard of");
        expect(broken, all, actions.completed(), "%d hooks were to be told to go on, and %d were");
        expect(broken, 0, actions.timedOut(), "%d hooks were to go on by themselves, and %d did");
        expect(broken, 0, facts.answeredTwice(), "%d hooks were to be told to go on twice, and %d were");
        expect(broken, all, facts.concluded("COMPLETED"), "%d instances were to be done with, and %d are");
        expect(broken, 0, facts.pending(), "%d commands were to be without an end, and %d are");
        expect(broken, 0, cutOff, "%d tasks were to be stopped before others ran, and %d were");
        expect(broken, plan.malformed(), facts.deadMessages(), "%d messages cannot be read, and %d were put aside");
        if (standing.droppedRequests() > NOTHING) {
            broken.add("no request was to be dropped, and %.1f were".formatted(standing.droppedRequests()));
        }
        if (standing.serving() != plan.groups() * plan.instances()) {
            broken.add("%d instances were to serve in the end, and %d do"
                    .formatted(plan.groups() * plan.instances(), standing.serving()));
        }
        return broken;
    }

    private static void expect(List<String> broken, long wanted, long found, String words) {
        if (wanted != found) {
            broken.add(words.formatted(wanted, found));
        }
    }

    /** Whether every promise was kept. */
    public boolean isKept() {
        return broken.isEmpty();
    }

    /** For programs; the keys are a contract. */
    public Map<String, Object> json() {
        var held = new LinkedHashMap<String, Object>();
        held.put("p50", percentile(0.5));
        held.put("p99", percentile(0.99));
        held.put("max", percentile(1));
        var json = new LinkedHashMap<String, Object>();
        json.put("terminations", terminations);
        json.put("received", received);
        json.put("completed", completed);
        json.put("expired", expired);
        json.put("duplicates", duplicates);
        json.put("droppedRequests", wholeRequests());
        json.put("stoppedEarly", stoppedEarly);
        json.put("malformed", malformed);
        json.put("heartbeats", heartbeats);
        json.put("throttledCalls", throttled);
        json.put("heldMs", held);
        json.put("broken", broken);
        return Map.of("lifecycle", json);
    }

    /** For people. */
    public List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add(
                "storm      %d instances told to go: %d heard of, %d hooks told to go on, %d expired; %d notices came again"
                        .formatted(terminations, received, completed, expired, duplicates));
        lines.add(
                "           %d requests dropped, %d tasks stopped early, %d messages put aside, %d heartbeats, %d calls throttled"
                        .formatted(wholeRequests(), stoppedEarly, malformed, heartbeats, throttled));
        lines.add("           held for p50 %d ms, p99 %d ms, at most %d ms"
                .formatted(percentile(0.5), percentile(0.99), percentile(1)));
        broken.forEach(each -> lines.add("broken: " + each));
        lines.add(isKept() ? "every promise was kept" : "promises were broken");
        return lines;
    }

    private long wholeRequests() {
        return (long) Math.ceil(Math.max(0, droppedRequests - NOTHING));
    }

    private long percentile(double share) {
        return heldMillis.isEmpty() ? 0 : heldMillis.get(Math.max(0, (int) Math.ceil(share * heldMillis.size()) - 1));
    }
}
