package io.tidegate.deploy.simulation;

import io.tidegate.schemas.PolicyChange;
import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.PolicySerdes;
import io.tidegate.streams.policy.file.PolicyReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What policies drive: services by their desired count, services by the bounds of their scalable targets, and groups. Each
 * policy asks for a tenth of its demand, whatever there is now, so that it is known what must be there in the end.
 */
final class Targets {
    private static final int SERVICES = 6;
    private static final int PINNED = 2;

    private static final List<Driven> ALL = Stream.of(
                    services("web", SERVICES, Via.SERVICE), services("pin", PINNED, Via.SCALABLE_TARGET), group())
            .flatMap(each -> each)
            .toList();

    private Targets() {}

    /** How a target is driven. */
    enum Via {
        SERVICE("service"),
        SCALABLE_TARGET("scalableTarget"),
        DESIRED("desired");

        private final String text;

        Via(String text) {
            this.text = text;
        }
    }

    /**
     * A driven target.
     *
     * @param min the policy lets it have no less
     * @param max nor more
     */
    record Driven(String target, Via via, int min, int max) {
        /** What the policy asks for. */
        int wanted(double demand) {
            return Math.clamp((int) Math.ceil(demand / 10), min, max);
        }

        String domain() {
            return Target.parse(target).domain();
        }

        String series() {
            return target.replace('/', '-');
        }
    }

    static List<Driven> all() {
        return ALL;
    }

    static Optional<Driven> find(String target) {
        return ALL.stream().filter(each -> each.target().equals(target)).findFirst();
    }

    /** The policy of a target, as the journal tells of it. */
    static PolicyChange policy(Driven driven, Instant now) {
        var text = """
                apiVersion: tidegate/v1
                kind: %s
                name: %s
                target: %s
                via: %s
                capacity: {min: %d, max: %d}
                metrics:
                  demand:
                    samples: {name: demand, dimensions: {target: %s}}
                    window: 10s
                    statistic: last
                rules:
                  - formula: {desired: "demand / 10"}
                cooldown: {scaleOut: 0s, scaleIn: 0s}
                """.formatted(
                        driven.via() == Via.DESIRED ? "GroupPolicy" : "ServicePolicy",
                        driven.series(),
                        driven.target(),
                        driven.via().text,
                        driven.min(),
                        driven.max(),
                        driven.series());
        var document = PolicyReader.read(driven.target(), text, _ -> Optional.empty())
                .documents()
                .getFirst();
        var policy = PolicySerdes.toAvro(document.revision(1, now, "simulation"));
        return new PolicyChange(policy.getName(), List.of(driven.target()), List.of(), policy);
    }

    private static Stream<Driven> services(String prefix, int count, Via via) {
        return IntStream.range(0, count).mapToObj(i -> new Driven("ecs/demo/" + prefix + i, via, 1, 20));
    }

    private static Stream<Driven> group() {
        return Stream.of(new Driven("asg/front", Via.DESIRED, 2, 12));
    }
}
