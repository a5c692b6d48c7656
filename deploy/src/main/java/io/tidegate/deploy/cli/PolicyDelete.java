package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.PolicyStore;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy delete}. */
@Command(
        name = "delete",
        mixinStandardHelpOptions = true,
        description = "Takes a policy out of force; its targets keep the capacity that they have.",
        footer = {"", "Example: tidegate policy delete web"})
final class PolicyDelete extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    String name = "";

    PolicyDelete(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var store = new PolicyStore(installation.kafka(), installation.topics(), registry);
            if (!store.delete(name)) {
                throw Failure.error("no-policy", "policy \"%s\" must be in force, was not".formatted(name));
            }
            return Answer.ok(List.of(name + ": deleted"), Map.of("deleted", name));
        }
    }
}
