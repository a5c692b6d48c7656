package io.tidegate.connectors.emulator;

import io.tidegate.connectors.executor.command.Order;
import io.tidegate.connectors.executor.target.ScalableTargets;
import io.tidegate.schemas.naming.Target;
import java.time.Duration;
import java.util.List;

/** What sources and executor ask of Application Auto Scaling. */
final class ScalingProbes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Target API = Target.parse("ecs/web/api");
    private static final Target NONE = Target.parse("ecs/web/none");
    private static final Target TABLE = Target.parse("appas/dynamodb/table/orders/dynamodb:table:ReadCapacityUnits");

    private ScalingProbes() {}

    static List<Probe> all() {
        return List.of(
                new Probe("DescribeScalableTargets, unregistered", subject -> observed(subject, API)),
                new Probe("RegisterScalableTarget", subject -> registered(subject, API, 1, 6)),
                new Probe("RegisterScalableTarget, seen", subject -> observed(subject, API)),
                new Probe("RegisterScalableTarget, other bounds", subject -> registered(subject, API, 3, 5)),
                new Probe("RegisterScalableTarget, other bounds, seen", subject -> observed(subject, API)),
                new Probe("RegisterScalableTarget, capacity pulled in", ScalingProbes::capacity),
                new Probe("RegisterScalableTarget, min above max", ScalingProbes::minAboveMax),
                new Probe("RegisterScalableTarget, unknown service", subject -> registered(subject, NONE, 1, 2)),
                new Probe("RegisterScalableTarget, outside ECS", subject -> registered(subject, TABLE, 5, 10)),
                new Probe("RegisterScalableTarget, outside ECS, seen", subject -> observed(subject, TABLE)),
                new Probe("DescribeScalableTargets, of a namespace", ScalingProbes::namespace));
    }

    private static Facts observed(Subject subject, Target target) {
        return Facts.of("observed", new ScalableTargets(subject.clients().scaling(), PATIENCE).observe(target));
    }

    private static Facts registered(Subject subject, Target target, int min, int max) {
        new ScalableTargets(subject.clients().scaling(), PATIENCE).apply(target, new Order.SetBounds(min, max));
        return Facts.accepted();
    }

    private static Facts capacity(Subject subject) {
        return Facts.of(
                "desired",
                subject.clients()
                        .ecs()
                        .describeServices(
                                request -> request.cluster(Subject.WEB).services(Subject.SERVICE))
                        .services()
                        .getFirst()
                        .desiredCount());
    }

    // Past our own check, which would not let it out.
    private static Facts minAboveMax(Subject subject) {
        subject.clients()
                .scaling()
                .registerScalableTarget(request -> request.serviceNamespace("ecs")
                        .resourceId("service/web/api")
                        .scalableDimension("ecs:service:DesiredCount")
                        .minCapacity(6)
                        .maxCapacity(1));
        return Facts.accepted();
    }

    private static Facts namespace(Subject subject) {
        return Facts.of(
                "targets",
                subject
                        .clients()
                        .scaling()
                        .describeScalableTargets(request -> request.serviceNamespace("ecs"))
                        .scalableTargets()
                        .stream()
                        .map(target -> target.resourceId() + " " + target.scalableDimensionAsString())
                        .sorted()
                        .toList());
    }
}
