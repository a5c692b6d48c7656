package io.tidegate.deploy.cli;

import io.tidegate.connectors.bridge.Sleeper;
import io.tidegate.connectors.provision.Blueprint;
import io.tidegate.connectors.provision.Plan;
import io.tidegate.connectors.provision.call.Provisioner;
import io.tidegate.connectors.provision.file.BlueprintReader;
import io.tidegate.connectors.provision.file.Problem;
import io.tidegate.connectors.provision.file.Source;
import io.tidegate.deploy.service.AwsAccess;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code provision}. */
@Command(
        name = "provision",
        mixinStandardHelpOptions = true,
        description = {
            "Makes queue, rules, hooks, groups, capacity providers and scalable targets as files want them.",
            "Prints the calls that are missing, and makes them with --execute; what stands already is left alone.",
            "Exit 2 when something would change or differs."
        },
        footer = {
            "",
            "Example: tidegate provision shop.yaml --region eu-central-1",
            "Example: tidegate provision shop.yaml --diff",
            "Example: tidegate provision shop.yaml group.json provider.json --execute",
            "Example: tidegate provision shop.yaml --destroy --execute"
        })
final class Provision extends Verb {
    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = "YAML, or the input of create-auto-scaling-group or create-capacity-provider; read together.")
    List<Path> files = List.of();

    @Option(names = "--diff", description = "Print what differs between the files and what stands.")
    boolean diff;

    @Option(names = "--execute", description = "Make the calls.")
    boolean execute;

    @Option(names = "--destroy", description = "Remove what was made and bears the tag tidegate=managed.")
    boolean destroy;

    @Option(names = "--force", description = "With --destroy: groups go with their instances.")
    boolean force;

    @Option(names = "--adopt", description = "Take over what stands without the tag, and change it.")
    boolean adopt;

    @Option(
            names = "--convert-launch-configurations",
            description = "Launch groups from templates that are made of their launch configurations.")
    boolean convert;

    @Mixin
    final AwsOptions aws = new AwsOptions();

    @Override
    Answer answer() throws InterruptedException {
        checkOptions();
        var blueprint = blueprint();
        var config = aws.config();
        try (var clients = AwsAccess.clients(config)) {
            var provisioner = Provisioner.of(clients, config, Sleeper.wallClock());
            if (convert) {
                blueprint = provisioner.converted(blueprint);
            }
            var plan = destroy ? provisioner.removal(blueprint, force) : provisioner.plan(blueprint, adopt);
            if (diff) {
                return ProvisionView.differences(plan);
            }
            refuse(plan);
            return execute ? executed(provisioner, plan) : ProvisionView.planned(plan);
        }
    }

    private void checkOptions() {
        require(!diff || !(execute || destroy), "--diff must stand alone, for it changes nothing");
        require(!force || destroy, "--force must stand with --destroy");
        require(!adopt || !destroy, "--adopt must not stand with --destroy");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw Failure.usage(message);
        }
    }

    private Blueprint blueprint() {
        var sources = files.stream()
                .map(file -> new Source(file.toString(), PolicyFiles.text(file, "a file of what shall stand")))
                .toList();
        var parsed = BlueprintReader.read(sources);
        return parsed.blueprint()
                .orElseThrow(() -> Failure.error(
                        "invalid-file",
                        parsed.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }

    private static void refuse(Plan plan) {
        if (!plan.refusals().isEmpty()) {
            throw Failure.error("refused", String.join("\n", plan.refusals()));
        }
    }

    private Answer executed(Provisioner provisioner, Plan plan) throws InterruptedException {
        provisioner.execute(plan, change -> {
            if (!output.json) {
                note(ProvisionView.line(change));
            }
        });
        return ProvisionView.executed(plan);
    }
}
