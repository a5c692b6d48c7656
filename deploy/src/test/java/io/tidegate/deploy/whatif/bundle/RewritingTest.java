package io.tidegate.deploy.whatif.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.CapacityObservation;
import io.tidegate.schemas.CommandOutcome;
import io.tidegate.schemas.Decision;
import io.tidegate.schemas.JournalEntry;
import io.tidegate.schemas.OutcomeStatus;
import io.tidegate.schemas.OverrideEntry;
import io.tidegate.schemas.Overrides;
import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.ScaleCommand;
import io.tidegate.schemas.ScalingPolicy;
import io.tidegate.schemas.Snapshot;
import io.tidegate.schemas.TargetNotFound;
import io.tidegate.schemas.registry.InProcessRegistry;
import io.tidegate.schemas.serde.AvroSerde;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.streams.decide.JournalSerdes;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RewritingTest {
    private static final Instant NOON = Instant.parse("2026-05-04T12:00:00Z");

    private final InProcessRegistry registry = InProcessRegistry.inMemory();
    private final AvroSerde<JournalEntry> serde =
            AvroSerde.of(Topics.standard().journal(), JournalEntry.class, registry);

    @AfterEach
    void closeRegistry() {
        registry.close();
    }

    @Test
    void leavesNeitherNamesNorSecretsInAPolicyThatIsStillOne() {
        var text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: shop-cart
                target: 123456789012/eu-central-1/ecs/shop/cart
                capacity: {min: 2, max: 40}
                metrics:
                  busy:
                    cloudwatch: {namespace: Shop/Cart, metricName: BusyWorkers, dimensions: {Stage: live}, period: 60s}
                  waiting:
                    http: {url: "https://queue.shop.example/depth", user: anna, password: "${SHOP_SECRET}", path: orders.depth}
                    window: 30s
                rules:
                  - targetTracking: {name: cart-rule, metric: "busy + waiting / max(running, 1)", target: 10}
                """;
        var parsed = PolicyReader.read("shop.yaml", text, _ -> Optional.empty());
        assertThat(parsed.problems()).isEmpty();
        var policy = PolicySerdes.toAvro(parsed.documents().getFirst().revision(1, NOON, "berta"));
        var entry = new JournalEntry(
                "123456789012/eu-central-1/cluster/shop",
                new PolicyChange(policy.getName(), policy.getTargets(), List.of(), policy));

        byte[] bytes = redacted(entry);

        assertThat(new String(bytes, UTF_8))
                .doesNotContainIgnoringCase(
                        "shop",
                        "cart",
                        "busy",
                        "waiting",
                        "live",
                        "anna",
                        "SECRET",
                        "orders",
                        "berta",
                        "123456789012",
                        "eu-central",
                        "Stage");
        var changed = (Input.PolicyChanged) JournalSerdes.fromAvro(serde.decode(bytes));
        var other = (CapacityPolicy) changed.policy().orElseThrow();
        assertThat(other.bounds().max()).isEqualTo(40);
        assertThat(other.metrics()).hasSize(2);
        assertThat(other.targets().getFirst().text())
                .isEqualTo(changed.targets().getFirst());
    }

    @Test
    void leavesNoWordsOfPeopleOrOfAws() {
        var override = new OverrideEntry("ecs/shop/cart", true, false, null, "anna", "sale of shoes", NOON, false);
        var overrides = new Overrides("cluster/shop", List.of(override), "anna", "sale of shoes");
        var lost = new CapacityObservation(
                "ecs/shop/cart", NOON, new TargetNotFound("no cart in arn:aws:ecs:eu-central-1:1:shop"), null, null);
        var outcome = CommandOutcome.newBuilder()
                .setCommandId("cluster/shop|ecs/shop/cart|1777896000000|7")
                .setDomain("cluster/shop")
                .setTarget("ecs/shop/cart")
                .setEpoch(NOON)
                .setSequence(7)
                .setStatus(OutcomeStatus.REFUSED)
                .setReason("ACCESS_DENIED")
                .setMessage("anna must not scale the shop")
                .setRequestId("request-of-shop")
                .setAt(NOON)
                .setAttempts(1)
                .setLatencyMillis(10)
                .build();

        for (var input : List.of(overrides, lost, outcome)) {
            var bytes = redacted(new JournalEntry("cluster/shop", input));

            assertThat(new String(bytes, UTF_8)).doesNotContain("shop", "cart", "anna", "shoes", "arn:", "scale");
            assertThat(serde.decode(bytes).getDomain()).startsWith("cluster/n");
        }
        assertThat(((CommandOutcome) serde.decode(redacted(new JournalEntry("cluster/shop", outcome)))
                                .getInput())
                        .getReason())
                .isEqualTo("ACCESS_DENIED");
    }

    // A field that has another name in the schema now would be taken for a name, and what it says be lost.
    @Test
    void listsOnlyFieldsThatThereAre() {
        var fields = new HashSet<String>();
        for (var schema : List.of(
                Decision.getClassSchema(),
                ScaleCommand.getClassSchema(),
                CommandOutcome.getClassSchema(),
                JournalEntry.getClassSchema(),
                Snapshot.getClassSchema(),
                ScalingPolicy.getClassSchema())) {
            collect(schema, new HashSet<>(), fields);
        }

        assertThat(Wording.listed())
                .filteredOn(field -> field.split("\\.", -1).length == 2)
                .isNotEmpty()
                .isSubsetOf(fields);
    }

    private static void collect(Schema schema, Set<String> seen, Set<String> fields) {
        switch (schema.getType()) {
            case RECORD -> {
                if (seen.add(schema.getFullName())) {
                    for (var field : schema.getFields()) {
                        fields.add(schema.getName() + "." + field.name());
                        collect(field.schema(), seen, fields);
                    }
                }
            }
            case ARRAY -> collect(schema.getElementType(), seen, fields);
            case MAP -> collect(schema.getValueType(), seen, fields);
            case UNION -> schema.getTypes().forEach(type -> collect(type, seen, fields));
            default -> {}
        }
    }

    private byte[] redacted(JournalEntry entry) {
        byte[] bytes = serde.encode(entry);
        var schema = registry.byId(1);
        var collected = new CollectedNames();
        new Rewriting(collected).rewrite(Rewriting.decoded(bytes, schema));
        var record = Rewriting.decoded(bytes, schema);
        new Rewriting(collected.pseudonyms("a key".getBytes(UTF_8))).rewrite(record);
        return Rewriting.encoded(record, bytes);
    }
}
