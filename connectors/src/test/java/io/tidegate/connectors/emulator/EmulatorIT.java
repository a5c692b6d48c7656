package io.tidegate.connectors.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.connectors.aws.AwsClients;
import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.LocalAws;
import io.tidegate.connectors.emulator.Probe.Outcome;
import io.tidegate.connectors.iam.IamPolicy;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Every call that the service makes, made against simulated AWS and against the endpoint that {@code emulator.endpoint} names,
 * over the same small account. What is read of the answers is equal, not implemented over there, or explained.
 */
class EmulatorIT {
    private final List<String> table = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private int equal;
    private int notImplemented;
    private int explained;

    @Test
    @Timeout(180)
    void tellsWhatOthersTellOrIsExplained() {
        var endpoint = Objects.requireNonNull(System.getProperty("emulator.endpoint"), "emulator.endpoint");
        var config = AwsConfig.defaults().at("us-east-1", URI.create(endpoint));
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret"));
        try (var local = new LocalAws(IamPolicy.CONNECTORS);
                var clients = AwsClients.create(config, credentials)) {
            var ours = Seeds.simulated(local);
            var theirs = Seeds.emulated(new Subject(clients));

            var probes = probes();
            probes.forEach(probe -> compare(probe, probe.ask(ours), probe.ask(theirs)));

            report(probes.size());
            assertThat(findings).as("differences that nobody has explained").isEmpty();
            assertThat(equal).as("calls that are told alike").isPositive();
        }
    }

    // In the order in which one changes what the next sees.
    private static List<Probe> probes() {
        return Stream.of(
                        EcsProbes.reads(),
                        EcsProbes.changes(),
                        ScalingProbes.all(),
                        GroupProbes.all(),
                        OtherProbes.all())
                .flatMap(List::stream)
                .toList();
    }

    private void compare(Probe probe, Outcome ours, Outcome theirs) {
        if (ours instanceof Outcome.NotImplemented(var answer)) {
            findings.add("%s: simulated AWS answers %s".formatted(probe.name(), answer));
        } else if (theirs instanceof Outcome.NotImplemented(var answer)) {
            notImplemented++;
            row("not implemented", probe, answer);
        } else {
            compare(probe, ((Outcome.Told) ours).facts(), ((Outcome.Told) theirs).facts());
        }
    }

    private void compare(Probe probe, Facts ours, Facts theirs) {
        if (ours.equals(theirs)) {
            equal++;
            row("equal", probe, "");
            return;
        }
        var reasons = new ArrayList<String>();
        var names = new TreeSet<>(ours.values().keySet());
        names.addAll(theirs.values().keySet());
        for (var name : names) {
            var here = ours.value(name);
            var there = theirs.value(name);
            if (!here.equals(there)) {
                Explanations.find(probe.name(), name, here, there)
                        .ifPresentOrElse(
                                known -> reasons.add(
                                        "%s is %s, there %s: %s".formatted(name, here, there, known.reason())),
                                () -> findings.add(
                                        "%s: %s is \"%s\", there \"%s\"".formatted(probe.name(), name, here, there)));
            }
        }
        if (!reasons.isEmpty()) {
            explained++;
            row("explained", probe, String.join("; ", reasons));
        }
    }

    private void row(String how, Probe probe, String words) {
        table.add("%-16s %-52s %s".formatted(how, probe.name(), words).stripTrailing());
    }

    private void report(int calls) {
        table.forEach(System.out::println);
        findings.forEach(finding -> System.out.println("NOT EXPLAINED    " + finding));
        System.out.printf(
                "%d calls compared: %d equal, %d not implemented, %d explained, %d not explained%n",
                calls, equal, notImplemented, explained, calls - equal - notImplemented - explained);
    }
}
