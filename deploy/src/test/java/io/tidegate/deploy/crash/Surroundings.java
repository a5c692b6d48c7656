package io.tidegate.deploy.crash;

import io.tidegate.deploy.LeastPower;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.kafka.TopicAdmin;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.policy.PolicyStore;
import io.tidegate.schemas.registry.EmbeddedRegistry;
import io.tidegate.schemas.registry.InMemoryLog;
import io.tidegate.schemas.registry.SchemaRegistry;
import io.tidegate.schemas.topic.Topics;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import io.tidegate.streams.policy.file.PolicyReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the service finds around it, as {@code local --serve-only} has it, and what survives each kill: all but the service. */
record Surroundings(EmbeddedKafka kafka, EmbeddedRegistry registry, SimulatedAws aws, Path stateDir)
        implements AutoCloseable {
    static final int PARTITIONS = 2;
    static final List<String> TARGETS = List.of("ecs/north/web", "ecs/north/api", "ecs/south/jobs", "ecs/south/mail");

    static Surroundings start(long seed, Path stateDir) throws IOException {
        var clock = Clock.systemUTC();
        var surroundings = new Surroundings(
                EmbeddedKafka.startTemporary(),
                EmbeddedRegistry.start(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new InMemoryLog()),
                SimulatedAws.start(CloudConfig.calm(clock.instant(), seed).withPace(20), 0),
                stateDir);
        new TopicAdmin(surroundings.access(), surroundings.topics()).create(PARTITIONS, Optional.empty());
        TARGETS.forEach(surroundings::add);
        LeastPower.ofService(surroundings.aws());
        return surroundings;
    }

    // Its policy divides total demand by what one task serves: what is wanted follows the samples, whatever runs.
    private void add(String target) {
        aws.tell(cloud -> cloud.addService(target, 2, Workload.ofRequests(100)));
        var policy = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: %1$s
                target: %2$s
                capacity: {min: 1, max: 40}
                metrics:
                  demand:
                    samples: {name: demand, dimensions: {target: %2$s}}
                    window: 1s
                    lateness: 1s
                    statistic: last
                    early: true
                rules:
                  - targetTracking: {metric: "demand / max(running, 1)", target: 10}
                cooldown: {scaleOut: 0s, scaleIn: 0s}
                """.formatted(target.replace('/', '-'), target);
        new PolicyStore(access(), topics(), schemas())
                .apply(PolicyReader.read(target, policy, _ -> Optional.empty()).documents(), Instant.EPOCH, "test");
    }

    /** What the service needs to run here. */
    Map<String, String> settings() {
        var settings = new TreeMap<String, String>();
        settings.put("kafka.bootstrap", kafka.bootstrap());
        settings.put("registry.url", registry.url().toString());
        settings.put("aws.endpoint", aws.endpoint().toString());
        settings.put("aws.region", "eu-central-1");
        settings.put("http.port", "0");
        settings.put("state.dir", stateDir.toString());
        settings.put("streams.replicationFactor", "1");
        settings.put("streams.threads", "1");
        // Long transactions, so that a kill finds one open; short time-outs, so that the next life begins soon.
        settings.put("streams.commitInterval", "200ms");
        settings.put("streams.sessionTimeout", "6s");
        settings.put("executor.sessionTimeout", "6s");
        settings.put("executor.callTimeout", "2s");
        settings.put("inventory.interval", "1s");
        settings.put("decide.snapshotInterval", "20s");
        return settings;
    }

    KafkaAccess access() {
        return KafkaAccess.plain(kafka.bootstrap());
    }

    Topics topics() {
        return Topics.standard();
    }

    SchemaRegistry schemas() {
        return registry.registry();
    }

    @Override
    public void close() {
        aws.close();
        registry.close();
        kafka.close();
    }
}
