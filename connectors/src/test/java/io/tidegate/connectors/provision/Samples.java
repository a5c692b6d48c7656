package io.tidegate.connectors.provision;

import io.tidegate.connectors.provision.file.BlueprintReader;
import io.tidegate.connectors.provision.file.Source;
import java.util.List;
import java.util.stream.Stream;

/** Blueprints for tests, from the text of files. */
public final class Samples {
    public static final String WHOLE = """
            apiVersion: tidegate/v1
            kind: Provision
            queue:
              name: lifecycle
              visibilityTimeout: 60s
              retention: 1d
              events: [lifecycle-actions, spot-interruption]
            groups:
              - name: web
                launchTemplate: {name: web}
                size: {min: 0, max: 6, desired: 2}
                subnets: [subnet-2, subnet-1]
                protectFromScaleIn: true
                tags: {team: shop}
                hooks:
                  - name: tidegate-drain
                    transition: terminating
                    heartbeatTimeout: 10m
                    defaultResult: continue
                  - name: tidegate-start
                    transition: launching
            capacityProviders:
              - name: web
                group: web
                managedScaling: {targetCapacity: 90, warmup: 2m}
                managedTerminationProtection: true
                managedDraining: false
            clusters:
              - name: shop
                capacityProviders: [web]
                defaultStrategy: [{provider: web, weight: 1}]
            scalableTargets:
              - target: ecs/shop/web
                min: 1
                max: 9
            """;

    private Samples() {}

    /** What a valid file says. */
    public static Blueprint of(String... texts) {
        var sources =
                Stream.of(texts).map(text -> new Source("file.yaml", text)).toList();
        var parsed = BlueprintReader.read(sources);
        return parsed.blueprint()
                .orElseThrow(() -> new AssertionError(parsed.problems().toString()));
    }

    /** What is wrong with a file, as people read it. */
    public static List<String> problems(String... texts) {
        var sources =
                Stream.of(texts).map(text -> new Source("file.yaml", text)).toList();
        return BlueprintReader.read(sources).problems().stream()
                .map(Object::toString)
                .toList();
    }
}
