package io.tidegate.deploy.cli;

import io.tidegate.connectors.provision.Change;
import io.tidegate.connectors.provision.Difference;
import io.tidegate.connectors.provision.Plan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code provision} prints. */
final class ProvisionView {
    private ProvisionView() {}

    /** The calls that would be made. */
    static Answer planned(Plan plan) {
        var lines = new ArrayList<String>();
        for (var change : plan.changes()) {
            lines.add(line(change));
            change.sets().forEach(difference -> lines.add("  " + line(difference)));
        }
        plan.notes().forEach(note -> lines.add("note: " + note));
        lines.add("%d calls to make".formatted(plan.changes().size()));
        return new Answer(plan.changes().isEmpty() ? Exit.OK : Exit.DIFFERS, lines, json(plan, false));
    }

    /** The calls that were made. */
    static Answer executed(Plan plan) {
        var lines = new ArrayList<String>();
        plan.notes().forEach(note -> lines.add("note: " + note));
        lines.add("%d calls made".formatted(plan.changes().size()));
        return Answer.ok(lines, json(plan, true));
    }

    /** What is not as the files want it, whether it may be changed or not. */
    static Answer differences(Plan plan) {
        var lines = new ArrayList<String>();
        plan.differences()
                .forEach((id, members) ->
                        members.forEach(difference -> lines.add("%s %s".formatted(id, line(difference)))));
        plan.refusals().forEach(refusal -> lines.add("refused: " + refusal));
        plan.notes().forEach(note -> lines.add("note: " + note));
        lines.add("%d resources differ".formatted(plan.differences().size()));
        boolean same = plan.differences().isEmpty() && plan.refusals().isEmpty();
        return new Answer(same ? Exit.OK : Exit.DIFFERS, lines, json(plan, false));
    }

    /** A call in a line. */
    static String line(Change change) {
        return change.call() + " " + change.subject();
    }

    private static String line(Difference difference) {
        return difference
                .is()
                .map(is -> "%s: %s -> %s".formatted(difference.member(), is, difference.wanted()))
                .orElseGet(() -> "%s: %s".formatted(difference.member(), difference.wanted()));
    }

    private static Map<String, Object> json(Plan plan, boolean executed) {
        var json = new LinkedHashMap<String, Object>();
        json.put("executed", executed);
        json.put("changes", plan.changes().stream().map(ProvisionView::json).toList());
        var differences = new ArrayList<Map<String, Object>>();
        plan.differences().forEach((id, members) -> {
            var resource = new LinkedHashMap<String, Object>();
            resource.put("resource", id.text());
            resource.put("members", members(members));
            differences.add(resource);
        });
        json.put("differences", differences);
        json.put("refusals", plan.refusals());
        json.put("notes", plan.notes());
        return json;
    }

    private static Map<String, Object> json(Change change) {
        var json = new LinkedHashMap<String, Object>();
        json.put("call", change.call());
        json.put("resource", change.subject().text());
        json.put("sets", members(change.sets()));
        return json;
    }

    private static List<Map<String, Object>> members(List<Difference> differences) {
        return differences.stream().map(ProvisionView::member).toList();
    }

    private static Map<String, Object> member(Difference difference) {
        var member = new LinkedHashMap<String, Object>();
        member.put("member", difference.member());
        difference.is().ifPresent(value -> member.put("is", value));
        member.put("wanted", difference.wanted());
        return member;
    }
}
