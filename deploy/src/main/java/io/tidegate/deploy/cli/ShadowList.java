package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.demand.Feedback;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Metric;
import io.tidegate.streams.policy.PolicySerdes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code shadow list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "Lists the shadow policies, what they watch, and how their metrics follow from the capacity that they would have."
        },
        footer = {"", "Example: tidegate shadow list"})
final class ShadowList extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    ShadowList(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var shadows = new PolicyStore(installation.kafka(), installation.topics(), registry)
                    .list().values().stream()
                            .filter(PolicyKinds::isShadow)
                            .map(ShadowList::policy)
                            .toList();
            return Answer.ok(
                    shadows.isEmpty()
                            ? List.of("no policy is a shadow")
                            : shadows.stream().map(ShadowList::line).toList(),
                    Map.of("shadows", shadows.stream().map(ShadowList::json).toList()));
        }
    }

    private static CapacityPolicy policy(ScalingPolicy record) {
        return PolicySerdes.capacity(record);
    }

    private static String line(CapacityPolicy policy) {
        var metrics = metrics(policy).entrySet().stream()
                .map(metric -> metric.getKey() + " " + metric.getValue())
                .toList();
        return "%-24s revision %-4d %-9s %s  %s"
                .formatted(
                        policy.name(),
                        policy.revision(),
                        policy.enabled() ? "enabled" : "disabled",
                        String.join(", ", targets(policy)),
                        metrics.isEmpty() ? "without metrics" : String.join(", ", metrics));
    }

    private static Map<String, Object> json(CapacityPolicy policy) {
        var json = new LinkedHashMap<String, Object>();
        json.put("policy", policy.name());
        json.put("revision", policy.revision());
        json.put("enabled", policy.enabled());
        json.put("targets", targets(policy));
        json.put("metrics", metrics(policy));
        return json;
    }

    private static List<String> targets(CapacityPolicy policy) {
        return policy.targets().stream().map(Target::text).toList();
    }

    private static Map<String, String> metrics(CapacityPolicy policy) {
        var metrics = new LinkedHashMap<String, String>();
        policy.metrics().forEach(metric -> metrics.put(metric.alias(), follows(policy, metric)));
        return metrics;
    }

    private static String follows(CapacityPolicy policy, Metric metric) {
        return Feedbacks.ASSUMED.of(policy, metric) instanceof Feedback.Shared ? "follows" : "asIs";
    }
}
