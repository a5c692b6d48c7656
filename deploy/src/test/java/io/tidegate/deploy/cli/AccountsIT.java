package io.tidegate.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.LeastPower;
import io.tidegate.deploy.kafka.TopicReader;
import io.tidegate.deploy.kafka.TopicReader.Range;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.local.SharedKafka;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Direction;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.SetCapacity;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.identity.AssumableRole;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service of the same name in the own account and in two others, one of which wants another external id than it is told:
 * each is driven by what its own account tells, and the one that cannot be reached stops no other.
 */
@ExtendWith(SharedKafka.class)
class AccountsIT {
    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String SERVICE = "ecs/demo/web";
    private static final String REGION = "us-east-1";
    private static final String SHOP = "222222222222";
    private static final String BANK = "333333333333";
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: NAME
            target: TARGET
            capacity: {min: 2, max: 6}
            metrics:
              cpu:
                cloudwatch:
                  namespace: AWS/ECS
                  metricName: CPUUtilization
                  dimensions: {ClusterName: demo, ServiceName: web}
                  period: 10s
                window: 10s
                lateness: 10s
            rules:
              - targetTracking: {metric: cpu, target: 50}
            """;

    private final Path folder;
    private final Desk desk;
    private final SimulatedAws aws;

    AccountsIT(EmbeddedKafka kafka, @TempDir Path folder) throws IOException {
        this.folder = folder;
        this.desk = Desk.of(kafka, "accounts.", folder);
        this.aws = SimulatedAws.start(cloud(), 0);
    }

    private static CloudConfig cloud() {
        return CloudConfig.calm(Instant.now(), 1).withPace(20);
    }

    @BeforeEach
    void setUp() throws IOException {
        LeastPower.ofService(aws);
        LeastPower.of(aws, "assume-role.json");
        aws.tell(home -> home.addService(SERVICE, 2, Workload.ofRequests(100)));
        add(SHOP, "shop-id");
        add(BANK, "bank-id");
    }

    private void add(String account, String externalId) throws IOException {
        aws.add(cloud().withPlace(account, REGION));
        aws.addRole(new AssumableRole(role(account), Optional.of(externalId)));
        for (var file : new String[] {"connectors.json", "executor.json"}) {
            var policy = Files.readString(Path.of("iam", file));
            aws.tell(account, REGION, cloud -> {
                cloud.permissions().tag("tidegate", "managed");
                cloud.permissions().attach(role(account), policy);
            });
        }
        aws.tell(account, REGION, cloud -> {
            cloud.addService(SERVICE, 2, Workload.ofRequests(100));
            cloud.setLoad(SERVICE, 200);
        });
    }

    private static String role(String account) {
        return "arn:aws:iam::" + account + ":role/tidegate";
    }

    @AfterEach
    void close() {
        aws.close();
        desk.close();
    }

    @Test
    void drivesEachAccountByWhatItTellsItself() throws Exception {
        try (var _ = service()) {
            apply("home", SERVICE);
            apply("shop", target(SHOP));
            apply("bank", target(BANK));
            var stray = Instant.now();
            send("to-bank", target(BANK), stray);
            send("to-nobody", target("444444444444"), stray);

            await().atMost(SOON).until(() -> desired(SHOP) > 2);
            await().atMost(SOON).until(() -> outcomes().contains("to-bank REFUSED ACCESS_DENIED"));

            assertThat(outcomes()).contains("to-nobody REFUSED UNKNOWN_ACCOUNT");
            assertThat(desired(BANK)).isEqualTo(2);
            assertThat(aws.<Integer>ask(home -> home.effectiveMutations().size()))
                    .isZero();
            assertThat(desk.run("status").out()).contains(SERVICE, target(SHOP)).contains("2/2 running");
            assertThat(aws.<String>ask(home -> home.permissions().denied().toString()))
                    .doesNotContain("shop-id", "bank-id", "wrong-id");
            assertThat(aws.<Integer>ask(
                            SHOP, REGION, shop -> shop.permissions().denied().size()))
                    .isZero();
        }
    }

    @Test
    void plansInEveryAccountThatItReaches() throws IOException {
        var config = Files.writeString(folder.resolve("tidegate.yaml"), """
                aws:
                  region: us-east-1
                  endpoint: %s
                  accounts:
                    "222222222222": {regions: [us-east-1], roleArn: "%s", externalId: "${SHOP_ID}"}
                """.formatted(aws.endpoint(), role(SHOP)));
        var policy = Files.writeString(folder.resolve("shop.yaml"), """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: shop
                target: 222222222222/us-east-1/ecs/demo/web
                capacity: {min: 4, max: 6}
                """);
        String[] plan = {"plan", "--policy", policy.toString(), "--config", config.toString()};

        var run = CommandRun.in(folder).with("SHOP_ID", "shop-id").run(plan);
        var without = CommandRun.in(folder).run(plan);

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains(
                        "222222222222/us-east-1/ecs/demo/web: ecs:UpdateService cluster=demo service=web desiredCount=4");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(without.err())
                .isEqualTo("tidegate: aws.accounts.222222222222.externalId must be made of variables that are set,"
                        + " SHOP_ID was not\n");
    }

    private Service service() {
        var values = new TreeMap<String, String>();
        values.put("kafka.bootstrap", desk.installation().kafka().bootstrap());
        values.put("topics.prefix", desk.topics().prefix());
        values.put("registry.url", desk.installation().registryUrl().orElseThrow());
        values.put("http.port", "0");
        values.put("state.dir", folder.resolve("state").toString());
        values.put("streams.replicationFactor", "1");
        values.put("streams.threads", "1");
        values.put("streams.sessionTimeout", "6s");
        values.put("inventory.interval", "1s");
        values.put("cloudwatch.settle", "4s");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", REGION);
        account(values, SHOP, "shop-id");
        account(values, BANK, "wrong-id");
        var config = ServiceConfig.of("test", values);
        return Service.start(config, config.installation().openRegistry(), Clock.systemUTC());
    }

    private static void account(Map<String, String> values, String account, String externalId) {
        values.put("aws.accounts." + account + ".regions", REGION);
        values.put("aws.accounts." + account + ".roleArn", role(account));
        values.put("aws.accounts." + account + ".externalId", externalId);
    }

    private static String target(String account) {
        return account + "/" + REGION + "/" + SERVICE;
    }

    private void apply(String name, String target) throws IOException {
        var file = Files.writeString(
                folder.resolve(name + ".yaml"), POLICY.replace("NAME", name).replace("TARGET", target));
        assertThat(desk.run("policy", "apply", file.toString()).err()).isEmpty();
    }

    private void send(String id, String target, Instant now) throws Exception {
        var command = new ScaleCommand(
                id,
                target,
                target,
                now,
                1L,
                "by hand",
                1,
                now,
                now.plus(Duration.ofMinutes(1)),
                Direction.OUT,
                new SetCapacity(2, 5),
                "by hand",
                50,
                false);
        var topic = desk.topics().scaleCommands();
        desk.write(topic, ScaleCommand.class, target.substring(0, target.indexOf("/ecs/")), command);
    }

    private int desired(String account) {
        return aws.<Integer>ask(
                account, REGION, cloud -> cloud.service(SERVICE).orElseThrow().desired());
    }

    private Set<String> outcomes() {
        var topic = desk.topics().commandOutcomes();
        var serde = AvroSerde.of(topic, CommandOutcome.class, desk.schemas());
        var outcomes = new TreeSet<String>();
        new TopicReader(desk.installation().kafka()).read(topic.name(), Range.ALL, found -> {
            var outcome = serde.decode(found.value());
            outcomes.add("%s %s %s".formatted(outcome.getCommandId(), outcome.getStatus(), outcome.getReason()));
        });
        return outcomes;
    }
}
