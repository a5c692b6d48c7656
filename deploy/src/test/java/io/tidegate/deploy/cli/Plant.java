package io.tidegate.deploy.cli;

import io.tidegate.deploy.LeastPower;
import io.tidegate.deploy.local.EmbeddedKafka;
import io.tidegate.deploy.service.Service;
import io.tidegate.deploy.service.ServiceConfig;
import io.tidegate.simulatedaws.CloudConfig;
import io.tidegate.simulatedaws.SimulatedAws;
import io.tidegate.simulatedaws.load.Workload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** A running installation: a desk, a simulated AWS with one service, and Tidegate between them with all its roles. */
final class Plant implements AutoCloseable {
    static final String TARGET = "ecs/demo/web";
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 2, max: 20}
            metrics:
              load:
                samples: {name: load}
                window: 10s
                early: true
            rules:
              - targetTracking: {metric: load, target: 60}
            """;

    private final Desk desk;
    private final SimulatedAws aws;
    private final Service service;

    private Plant(Desk desk, SimulatedAws aws, Service service) {
        this.desk = desk;
        this.aws = aws;
        this.service = service;
    }

    static Plant start(EmbeddedKafka kafka, String prefix, Path folder) throws IOException {
        return start(kafka, prefix, folder, _ -> Map.of());
    }

    /** One whose configuration follows from its AWS in part. */
    static Plant start(
            EmbeddedKafka kafka, String prefix, Path folder, Function<SimulatedAws, Map<String, String>> settings)
            throws IOException {
        var clock = Clock.systemUTC();
        var desk = Desk.of(kafka, prefix, folder);
        var aws = SimulatedAws.start(CloudConfig.calm(Instant.now(clock), 1).withPace(20), 0);
        aws.tell(cloud -> cloud.addService(TARGET, 2, Workload.ofRequests(100)));
        LeastPower.ofService(aws);
        var config = config(desk, aws, folder, settings.apply(aws));
        // A client of its own, as another process has: what one end of it knows the other must ask for.
        return new Plant(desk, aws, Service.start(config, config.installation().openRegistry(), clock));
    }

    private static ServiceConfig config(Desk desk, SimulatedAws aws, Path folder, Map<String, String> settings) {
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
        values.put("inventory.clusterInterval", "1s");
        values.put("aws.endpoint", aws.endpoint().toString());
        values.put("aws.region", "eu-central-1");
        values.putAll(settings);
        return ServiceConfig.of("test", values);
    }

    /** Puts the policy of the one service in force, by the command line. */
    void applyPolicy(Path folder) throws IOException {
        var run = desk.run("policy", "apply", policyFile(folder).toString());
        if (run.exit() != 0) {
            throw new IllegalStateException(run.err());
        }
    }

    /** Writes that policy to a folder. */
    static Path policyFile(Path folder) throws IOException {
        return Files.writeString(folder.resolve("web.yaml"), POLICY);
    }

    int desired() {
        return aws.<Integer>ask(cloud -> cloud.service(TARGET).orElseThrow().desired());
    }

    SimulatedAws aws() {
        return aws;
    }

    Desk desk() {
        return desk;
    }

    Service service() {
        return service;
    }

    @Override
    public void close() {
        service.close();
        aws.close();
        desk.close();
        LeastPower.assertSufficient(aws);
    }
}
