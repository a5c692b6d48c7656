package io.tidegate.deploy.cli;

import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.deploy.view.Facts;
import java.util.LinkedHashMap;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code policy show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Prints a policy in force as it was applied: constants resolved, secrets as placeholders.",
        footer = {"", "Example: tidegate policy show web"})
final class PolicyShow extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Parameters(paramLabel = "NAME", description = "The policy's name.")
    String name = "";

    PolicyShow(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var policy = new PolicyStore(installation.kafka(), installation.topics(), registry)
                    .list()
                    .get(name);
            if (policy == null) {
                throw Failure.error("no-policy", "policy \"%s\" must be in force, was not".formatted(name));
            }
            var provenance = policy.getProvenance();
            var json = new LinkedHashMap<String, Object>(Facts.of(policy));
            json.put("document", provenance.getDocument());
            return Answer.ok(
                    List.of(
                            "# revision %d, applied %s by %s"
                                    .formatted(
                                            policy.getRevision(), provenance.getAppliedAt(), provenance.getAppliedBy()),
                            provenance.getDocument().stripTrailing()),
                    json);
        }
    }
}
