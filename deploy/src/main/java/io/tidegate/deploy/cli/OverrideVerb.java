package io.tidegate.deploy.cli;

import io.tidegate.deploy.view.Facts;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.journal.ManualOverride;
import io.tidegate.streams.journal.OverrideSerdes;
import io.tidegate.streams.policy.Bounds;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code override}. */
@Command(
        name = "override",
        mixinStandardHelpOptions = true,
        description = {
            "Gives a target a capacity by hand for a time. It wins over rules, cooldowns and pauses; the bounds of the policy"
                    + " and its schedule hold unless --beyond-bounds. A later pause or override replaces it; resume ends"
                    + " it; at its end a decision OVERRIDE_EXPIRED says so, and the policy decides again."
        },
        footer = {"", "Example: tidegate override ecs/demo/web --capacity 12 --for 30m --reason \"press release\""})
final class OverrideVerb extends Verb {
    private final Shell shell;

    @Mixin
    final KafkaOptions kafka = new KafkaOptions();

    @Mixin
    final OverrideOptions why = new OverrideOptions();

    @Mixin
    final OverrideSpan span = new OverrideSpan();

    @Parameters(paramLabel = "TARGET", description = "For example ecs/demo/web.")
    String target = "";

    @Option(names = "--capacity", required = true, paramLabel = "N", description = "Tasks, instances or units; from 0.")
    int capacity;

    @Option(names = "--beyond-bounds", description = "Let the capacity leave the bounds of the policy.")
    boolean beyondBounds;

    OverrideVerb(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        if (capacity < 0 || capacity > Bounds.LIMIT) {
            throw Failure.usage("--capacity must be from 0 to %d, was %d".formatted(Bounds.LIMIT, capacity));
        }
        var change = why.change(shell);
        var override = new ManualOverride(
                false, false, OptionalInt.of(capacity), beyondBounds, change.by(), change.reason(), span.end(change));
        var installation = kafka.installation(this, shell);
        try (var registry = installation.openRegistry()) {
            var desk = new OverrideDesk(installation, registry);
            var known = Target.parse(target);
            warn(desk.policyOf(known));
            desk.store().set(List.of(known), override, change);
            return Answer.ok(
                    List.of(known.text() + ": " + override),
                    Map.of("overridden", List.of(Facts.of(OverrideSerdes.toAvro(known.text(), override)))));
        }
    }

    private void warn(ScalingPolicy policy) {
        if (!policy.getEnabled()) {
            note("policy %s is disabled: nothing is done until it is enabled".formatted(policy.getName()));
        }
        if (!beyondBounds && (capacity < policy.getMin() || capacity > policy.getMax())) {
            note("policy %s has bounds %d to %d, and they hold; --beyond-bounds lets the capacity leave them"
                    .formatted(policy.getName(), policy.getMin(), policy.getMax()));
        }
    }
}
