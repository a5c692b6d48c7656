package io.tidegate.deploy.whatif.tune.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidegate.deploy.whatif.tune.Profile;
import io.tidegate.deploy.whatif.tune.Tried;
import io.tidegate.deploy.whatif.tune.Tuned;
import io.tidegate.deploy.whatif.tune.Vary;
import io.tidegate.streams.policy.Durations;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/** What the charts of a page are drawn from. Policies are named by their place in one list, the current one first; durations are seconds. */
final class TuningData {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Tuned tuned;
    private final ShortNames names;
    private final List<Tried> all;

    TuningData(Tuned tuned, ShortNames names) {
        this.tuned = tuned;
        this.names = names;
        this.all = new ArrayList<>(List.of(tuned.found().current()));
        this.all.addAll(tuned.found().tried());
    }

    String json() {
        var found = tuned.found();
        var root = JSON.createObjectNode();
        root.put("currency", tuned.asked().currency());
        root.put("unit", tuned.asked().unit().word());
        root.put("goal", tuned.asked().goal().label());
        tuned.asked().varied().forEach(each -> root.withArray("keys").add(names.of(each.path())));
        all.forEach(one -> root.withArray("policies").add(policy(one)));
        found.defaults().ifPresent(usual -> root.set("defaults", policy(usual)));
        root.put("best", all.indexOf(found.best()));
        found.front().forEach(one -> root.withArray("front").add(all.indexOf(one)));
        tuned.profiles().forEach(profile -> root.withArray("profiles").add(profile(profile)));
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can be written", e);
        }
    }

    private ObjectNode policy(Tried one) {
        var measures = one.measures();
        var json = JSON.createObjectNode();
        var values = json.putArray("values");
        for (var each : tuned.asked().varied()) {
            tuned.found().value(one, each.path()).ifPresentOrElse(values::add, values::addNull);
        }
        json.put("cost", rounded(measures.cost()));
        json.put("missing", rounded(measures.shortageHours()));
        json.put("over", rounded(measures.minutesOverTarget()));
        json.put("actions", measures.actions());
        json.put("penalised", rounded(measures.objective()));
        json.put("goal", rounded(tuned.asked().goal().of(measures)));
        json.put("within", tuned.found().limits().stream().allMatch(limit -> limit.holds(measures)));
        return json;
    }

    private ObjectNode profile(Profile profile) {
        var json = JSON.createObjectNode();
        var values = all.stream()
                .flatMap(one -> tuned.found().value(one, profile.path()).stream())
                .toList();
        boolean sized = values.stream().allMatch(value -> Vary.size(value).isPresent());
        boolean inTime =
                values.stream().anyMatch(value -> Durations.parse(value).isPresent());
        json.put("kind", !sized ? "word" : inTime ? "duration" : "number");
        var steps = json.putArray("steps");
        profile.steps()
                .forEach(step -> place(steps.addArray(), step.value(), sized).add(all.indexOf(step.best())));
        var points = json.putArray("points");
        for (int number = 0; number < all.size(); number++) {
            int index = number;
            tuned.found()
                    .value(all.get(number), profile.path())
                    .ifPresent(value -> place(points.addArray(), value, sized).add(index));
        }
        return json;
    }

    private static ArrayNode place(ArrayNode pair, String value, boolean sized) {
        return sized ? pair.add(Vary.size(value).orElseThrow()) : pair.add(value);
    }

    // Nine digits tell apart what a screen can show, and are shorter than all seventeen.
    private static double rounded(double value) {
        return BigDecimal.valueOf(value).round(new MathContext(9)).doubleValue();
    }
}
