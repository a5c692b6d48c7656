package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.view.Facts;
import io.tidegate.deploy.view.PolicyKinds;
import io.tidegate.schemas.ScalingPolicy;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code policy list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists the policies in force.",
        footer = {"", "Example: tidegate policy list"})
final class PolicyList extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    PolicyList(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var policies = new PolicyStore(installation.kafka(), installation.topics(), registry)
                    .list()
                    .values();
            return Answer.ok(
                    policies.isEmpty()
                            ? List.of("no policy is in force")
                            : policies.stream().map(PolicyList::line).toList(),
                    Map.of("policies", policies.stream().map(Facts::of).toList()));
        }
    }

    private static String line(ScalingPolicy policy) {
        return "%-24s revision %-4d %-9s %d..%d  %s%s"
                .formatted(
                        policy.getName(),
                        policy.getRevision(),
                        policy.getEnabled() ? "enabled" : "disabled",
                        policy.getMin(),
                        policy.getMax(),
                        String.join(", ", policy.getTargets()),
                        PolicyKinds.isShadow(policy) ? " (shadow)" : "");
    }
}
