package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.LeastPower;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.image.ImagePlan;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.ec2.model.RequestLaunchTemplateData;

class ProvisionTest {
    private static final Path EXAMPLES = Path.of("examples/provision");
    private static final String QUEUE = """
            apiVersion: tidegate/v1
            kind: Provision
            queue:
              name: lifecycle
              visibilityTimeout: 60s
              events: [spot-interruption]
            """;

    private final Path home;
    private final SimulatedAws aws;

    ProvisionTest(@TempDir Path home) throws IOException {
        this.home = home;
        this.aws = SimulatedAws.start(CloudConfig.calm(Instant.now(), 1).withPace(1e9), 0);
        aws.tell(cloud -> {
            cloud.addService("ecs/shop/web", 2, Workload.ofRequests(100));
            cloud.images().add(ImagePlan.of("ami-00000001", "shop-1"));
            cloud.launchTemplates()
                    .add(
                            "shop",
                            RequestLaunchTemplateData.builder()
                                    .imageId("ami-00000001")
                                    .instanceType("m7g.large")
                                    .build());
        });
        LeastPower.of(aws, "provisioner.json");
    }

    @AfterEach
    void stop() {
        aws.close();
        LeastPower.assertSufficient(aws);
    }

    private CommandRun provision(List<Path> files, String... more) {
        var arguments = new ArrayList<String>(List.of("provision"));
        files.forEach(file -> arguments.add(file.toString()));
        arguments.addAll(
                List.of("--region", "us-east-1", "--endpoint", aws.endpoint().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.in(home).run(arguments.toArray(String[]::new));
    }

    private CommandRun provision(String text, String... more) throws IOException {
        return provision(List.of(Files.writeString(home.resolve("file.yaml"), text)), more);
    }

    private String made() {
        return aws.<String>ask(cloud -> cloud.callCounts().toString());
    }

    @Test
    void printsTheCallsThatAreMissingAndMakesNone() throws IOException {
        var run = provision(QUEUE);

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                        sqs:CreateQueue queue/lifecycle
                          Policy: {"Statement":[{"Action":"sqs:SendMessage","Condition":{"ArnEquals":{"aws:SourceArn":\
                        ["arn:aws:events:us-east-1:000000000000:rule/lifecycle-spot-interruption"]}},"Effect":"Allow",\
                        "Principal":{"Service":"events.amazonaws.com"},"Resource":\
                        "arn:aws:sqs:us-east-1:000000000000:lifecycle","Sid":"TidegateRules"}],"Version":"2012-10-17"}
                          VisibilityTimeout: 60
                        events:PutRule rule/lifecycle-spot-interruption
                          EventPattern: {"detail-type":["EC2 Spot Instance Interruption Warning"],"source":["aws.ec2"]}
                          State: ENABLED
                        events:PutTargets rule/lifecycle-spot-interruption
                          Targets[tidegate]: arn:aws:sqs:us-east-1:000000000000:lifecycle
                        3 calls to make
                        """);
        assertThat(run.exit()).isEqualTo(2);
        assertThat(made()).doesNotContain("CreateQueue").doesNotContain("PutRule");
    }

    @Test
    void makesThemAndHasNothingToDoTheNextTime() throws IOException {
        var first = provision(QUEUE, "--execute");
        var second = provision(QUEUE, "--execute", "--json");
        var third = provision(QUEUE);

        assertThat(first.exit()).isZero();
        assertThat(first.out()).isEqualTo("3 calls made\n");
        assertThat(first.err()).isEqualTo("""
                        tidegate: sqs:CreateQueue queue/lifecycle
                        tidegate: events:PutRule rule/lifecycle-spot-interruption
                        tidegate: events:PutTargets rule/lifecycle-spot-interruption
                        """);
        assertThat(second.exit()).isZero();
        assertThat(second.json().toString())
                .isEqualTo("{\"schemaVersion\":1,\"executed\":true,\"changes\":[],\"differences\":[],\"refusals\":[],"
                        + "\"notes\":[]}");
        assertThat(third.exit()).isZero();
        assertThat(third.out()).isEqualTo("0 calls to make\n");
    }

    @Test
    void tellsWhatDiffersByResourceAndMember() throws IOException {
        provision(QUEUE, "--execute");

        var run = provision(QUEUE.replace("60s", "2m"), "--diff");
        var json = provision(QUEUE.replace("60s", "2m"), "--diff", "--json").json();

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEqualTo("queue/lifecycle VisibilityTimeout: 60 -> 120\n1 resources differ\n");
        assertThat(json.at("/differences/0").toString())
                .isEqualTo(
                        "{\"resource\":\"queue/lifecycle\",\"members\":[{\"member\":\"VisibilityTimeout\",\"is\":\"60\","
                                + "\"wanted\":\"120\"}]}");
        assertThat(json.at("/changes/0/call").asText()).isEqualTo("sqs:SetQueueAttributes");
        assertThat(provision(QUEUE, "--diff").exit()).isZero();
    }

    @Test
    void refusesWhatSomebodyElseMadeBeforeItChangesAnything() throws IOException {
        aws.tell(cloud -> cloud.messageQueues().add("lifecycle"));

        var run = provision(QUEUE, "--execute", "--json");
        var diff = provision(QUEUE, "--diff");
        var adopted = provision(QUEUE, "--execute", "--adopt");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.json().at("/error/code").asText()).isEqualTo("refused");
        assertThat(run.err())
                .startsWith(
                        "tidegate: queue/lifecycle must bear the tag tidegate=managed to be changed, or be taken over"
                                + " with --adopt, bore none; Policy, VisibilityTimeout differs");
        assertThat(diff.exit()).isEqualTo(2);
        assertThat(diff.out()).contains("refused: queue/lifecycle must bear the tag");
        assertThat(adopted.exit()).isZero();
        assertThat(adopted.err()).startsWith("tidegate: sqs:TagQueue queue/lifecycle\n");
    }

    @Test
    void removesWhatItMade() throws IOException {
        provision(QUEUE, "--execute");

        var told = provision(QUEUE, "--destroy");
        var done = provision(QUEUE, "--destroy", "--execute");

        assertThat(told.exit()).isEqualTo(2);
        assertThat(told.out()).isEqualTo("""
                        events:RemoveTargets rule/lifecycle-spot-interruption
                        events:DeleteRule rule/lifecycle-spot-interruption
                        sqs:DeleteQueue queue/lifecycle
                        3 calls to make
                        """);
        assertThat(done.exit()).isZero();
        assertThat(provision(QUEUE, "--destroy").exit()).isZero();
    }

    @Test
    void namesFileLineAndColumnOfAMistake() throws IOException {
        var run = provision(QUEUE + "  colour: blue\n", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo(
                        "tidegate: %s:7:3: queue.colour is not a key here; known are events, name, retention, topics,"
                                        .formatted(home.resolve("file.yaml"))
                                + " visibilityTimeout\n");
        assertThat(run.json().at("/error/code").asText()).isEqualTo("invalid-file");
    }

    @ParameterizedTest
    @MethodSource("contradictions")
    void refusesOptionsThatContradictEachOther(List<String> options, String message) throws IOException {
        var run = provision(QUEUE, options.toArray(String[]::new));

        assertThat(run.exit()).isEqualTo(64);
        assertThat(run.err()).isEqualTo("tidegate: " + message + "\n");
    }

    static Stream<Arguments> contradictions() {
        return Stream.of(
                Arguments.of(List.of("--diff", "--execute"), "--diff must stand alone, for it changes nothing"),
                Arguments.of(List.of("--force"), "--force must stand with --destroy"),
                Arguments.of(List.of("--destroy", "--adopt"), "--adopt must not stand with --destroy"));
    }

    @Test
    void makesTheExamplesAndRemovesThem() throws IOException {
        List<Path> files;
        try (var listed = Files.list(EXAMPLES)) {
            files = listed.sorted().toList();
        }

        var made = provision(files, "--execute");
        var again = provision(files, "--diff");
        var removed = provision(files, "--destroy", "--force", "--execute");

        assertThat(made.err()).doesNotContain("must").contains("ecs:PutClusterCapacityProviders cluster/shop");
        assertThat(made.exit()).isZero();
        assertThat(again.out()).isEqualTo("0 resources differ\n");
        assertThat(removed.exit()).isZero();
        assertThat(provision(files, "--destroy").out()).isEqualTo("0 calls to make\n");
    }

    @Test
    void saysWhichCallFailed() throws IOException {
        aws.tell(cloud -> cloud.faults().refuse("eventbridge.PutRule", "", "LimitExceededException"));

        var run = provision(QUEUE, "--execute", "--json");

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.json().at("/error/code").asText()).isEqualTo("aws");
        assertThat(run.err())
                .startsWith(
                        "tidegate: events:PutRule of rule/lifecycle-spot-interruption must succeed, did not after 1 of"
                                + " 3 changes: LimitExceededException");
    }
}
