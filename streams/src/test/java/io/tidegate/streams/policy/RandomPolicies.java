package io.tidegate.streams.policy;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.expression.Expression;
import io.tidegate.streams.expression.ExpressionException;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Valid policies of every shape, drawn from a generator: the same seed gives the same policies. */
final class RandomPolicies {
    private static final List<String> ZONES =
            List.of("Asia/Seoul", "Europe/Berlin", "America/New_York", "Africa/Cairo");

    private static final Metric.Across[] PLAIN_ACROSS = {
        Metric.Across.AVG, Metric.Across.SUM, Metric.Across.MIN, Metric.Across.MAX, Metric.Across.COUNT
    };

    private final RandomGenerator random;

    RandomPolicies(RandomGenerator random) {
        this.random = random;
    }

    PolicyRevision revision() {
        Optional<String> file = random.nextBoolean() ? Optional.of("web.yaml") : Optional.empty();
        var at = Instant.ofEpochMilli(random.nextLong(0, 2_000_000_000_000L));
        var provenance = new PolicyRevision.Provenance(at, "somebody", file, "name: x # é\n");
        return new PolicyRevision(any(), provenance, texts());
    }

    private Policy any() {
        return switch (random.nextInt(7)) {
            case 0 -> cluster();
            case 1 -> file();
            case 2 -> image();
            default -> policy();
        };
    }

    private EcsAutoscalePolicy file() {
        return new EcsAutoscalePolicy(
                "policy-" + random.nextInt(100),
                random.nextInt(100),
                random.nextBoolean(),
                new Target.Cluster(Target.Place.DEFAULT, "demo"),
                new Target.Group(Target.Place.DEFAULT, "demo/group"),
                bounds(),
                list(0, 3, i -> new Target.EcsService(Target.Place.DEFAULT, "demo", "service" + i)),
                "enabled: yes # é\n",
                list(0, 4, this::metric));
    }

    private ImagePolicy image() {
        var web = new Target.Group(Target.Place.DEFAULT, "web");
        var cluster = new Target.Cluster(Target.Place.DEFAULT, "demo");
        boolean ofCluster = random.nextBoolean();
        return new ImagePolicy(
                "policy-" + random.nextInt(100),
                random.nextInt(100),
                random.nextBoolean(),
                ofCluster ? cluster : web,
                new Target.LaunchTemplate(Target.Place.DEFAULT, "lt-0123456789abcdef" + random.nextInt(10)),
                ofCluster ? list(1, 4, i -> new Target.Group(Target.Place.DEFAULT, "group" + i)) : List.of(web),
                new ImagePolicy.Selector(
                        list(1, 3, i -> i == 0 ? "self" : "11111111111" + i),
                        Optional.of("AwsBackup_*"),
                        random.nextBoolean(),
                        new TreeMap<>(texts()),
                        random.nextBoolean() ? Optional.of("arm64") : Optional.empty()),
                new ImagePolicy.Version(
                        random.nextBoolean() ? "$Default" : String.valueOf(random.nextInt(1, 100)),
                        text(),
                        text(),
                        list(0, 3, i -> "sg-1111111" + i)),
                random.nextBoolean() ? OptionalInt.of(random.nextInt(2, 100)) : OptionalInt.empty(),
                random.nextBoolean() ? Optional.of(refresh()) : Optional.empty(),
                new ImagePolicy.Occasions(
                        list(0, 3, i -> new ImagePolicy.Look("look" + i, recurrence(), validity())),
                        true,
                        list(0, 3, i -> "firing" + i),
                        random.nextBoolean() ? Optional.of(before(ofCluster, web)) : Optional.empty()),
                execution());
    }

    private ImagePolicy.Refresh refresh() {
        var warmup = Duration.ofSeconds(random.nextInt(600));
        return new ImagePolicy.Refresh(
                random.nextInt(101),
                random.nextBoolean() ? Optional.of(warmup) : Optional.empty(),
                random.nextBoolean(),
                one(ImagePolicy.Protected.values()));
    }

    private ImagePolicy.Before before(boolean ofCluster, Target web) {
        return new ImagePolicy.Before(
                ofCluster ? new Target.EcsService(Target.Place.DEFAULT, "demo", "web") : web,
                "event",
                millis(3_600_000).plusMillis(1),
                millis(3_600_000),
                random.nextBoolean());
    }

    private CapacityPolicy policy() {
        List<Metric> metrics = list(0, 4, this::metric);
        var kind = one(TargetKind.values());
        var via = one(kind.actuations().toArray(CapacityPolicy.Actuation[]::new));
        boolean moves = via != CapacityPolicy.Actuation.SCALABLE_TARGET;
        return new CapacityPolicy(
                "policy-" + random.nextInt(100),
                random.nextInt(100),
                random.nextBoolean(),
                list(1, 4, i -> target(kind, i)),
                via,
                bounds(),
                metrics,
                metrics.isEmpty() ? List.of() : list(0, 4, this::rule),
                behaviour(),
                list(0, 4, i -> item(i, moves)),
                execution());
    }

    private static Target target(TargetKind kind, int i) {
        return Target.parse(
                switch (kind) {
                    case SERVICE -> "ecs/demo/service" + i;
                    case GROUP -> "asg/group" + i;
                    case TARGET -> "appas/dynamodb/table/orders" + i + "/dynamodb:table:ReadCapacityUnits";
                });
    }

    private ClusterPolicy cluster() {
        ClusterPolicy.Sizing sizing = random.nextBoolean()
                ? new ClusterPolicy.Fit(
                        new ClusterPolicy.Buffer(random.nextInt(4096), random.nextInt(4096), random.nextInt(9)),
                        random.nextInt(1, 101))
                : new ClusterPolicy.Reservation(
                        100 - random.nextDouble() * 99,
                        1 + random.nextInt(9),
                        random.nextInt(10, 10_001),
                        millis(600_000));
        return new ClusterPolicy(
                "policy-" + random.nextInt(100),
                random.nextInt(100),
                random.nextBoolean(),
                new Target.Cluster(Target.Place.DEFAULT, "demo"),
                new Target.Group(Target.Place.DEFAULT, "demo/group"),
                bounds(),
                sizing,
                new Behaviour.Cooldown(millis(3_600_000), millis(3_600_000)),
                execution());
    }

    private Metric metric(int i) {
        MetricSource source = source();
        var statistic = statistic();
        boolean merges = statistic != Statistic.Exact.RATE && random.nextBoolean();
        var selector = source instanceof MetricSource.CloudWatch asked
                ? new SeriesSelector(asked.metricName(), asked.dimensions())
                : new SeriesSelector("m" + i, texts());
        return new Metric(
                "alias" + i,
                source,
                selector,
                Duration.ofSeconds(random.nextInt(600, 86_401)),
                millis(3_600_000),
                statistic,
                merges ? Metric.Across.MERGE : one(PLAIN_ACROSS),
                new OnMissing(reaction(), random.nextInt(1, 1001)),
                random.nextBoolean());
    }

    private Statistic statistic() {
        return random.nextBoolean() ? one(Statistic.Exact.values()) : new Statistic.Quantile(random.nextInt(500, 1000));
    }

    private OnMissing.Reaction reaction() {
        return switch (random.nextInt(5)) {
            case 0 -> new OnMissing.Reaction.Hold();
            case 1 -> new OnMissing.Reaction.Ignore();
            case 2 -> new OnMissing.Reaction.AllowOut();
            case 3 -> new OnMissing.Reaction.Value(random.nextDouble() - 0.5);
            default -> new OnMissing.Reaction.Fallback(random.nextInt(5001), one(OnMissing.When.values()));
        };
    }

    private MetricSource source() {
        return switch (random.nextInt(3)) {
            case 0 -> new MetricSource.Pushed();
            case 1 -> new MetricSource.CloudWatch("AWS/ECS", "CPU", texts(), "p99.5", Duration.ofMinutes(5));
            default ->
                new MetricSource.Http(
                        "http://localhost/queue",
                        random.nextBoolean() ? "GET" : "POST",
                        texts(),
                        text(),
                        text(),
                        text(),
                        "messages[0].ready",
                        Duration.ofSeconds(random.nextInt(1, 600)),
                        millis(59_000).plusMillis(1));
        };
    }

    private Rule rule(int i) {
        String name = "rule" + i;
        var metric = expression("alias0 * 2 / maximum");
        return switch (random.nextInt(7)) {
            case 0 -> tracking(name, metric);
            case 1 ->
                new Rule.Threshold(
                        name,
                        metric,
                        random.nextBoolean() ? OptionalDouble.of(-random.nextDouble()) : OptionalDouble.empty(),
                        OptionalDouble.of(random.nextDouble()),
                        change(),
                        one(Rule.Base.values()));
            case 2 -> stepping(name, metric);
            case 3 -> new Rule.Formula(name, metric, random.nextBoolean());
            case 4 -> new Rule.NPlusOne(name, random.nextInt(9), random.nextInt(9));
            case 5 -> new Rule.Activation(name, metric, random.nextDouble());
            default ->
                new Predictive(
                        name,
                        expression("alias0 * running"),
                        random.nextDouble() + 1,
                        0.5 + random.nextDouble() * 0.49,
                        random.nextBoolean() ? Optional.of(millis(3_000_000).plusSeconds(1)) : Optional.empty(),
                        random.nextBoolean());
        };
    }

    private Rule tracking(String name, Expression metric) {
        double target = random.nextDouble() + 1;
        var measure = one(Rule.Measure.values());
        boolean saturates = measure != Rule.Measure.TOTAL && random.nextBoolean();
        return new Rule.TargetTracking(
                name,
                metric,
                target,
                measure,
                new Rule.Tolerance(random.nextDouble(), random.nextDouble()),
                saturates ? Optional.of(new Rule.Saturation(target + 1, 1 + random.nextDouble())) : Optional.empty(),
                random.nextBoolean());
    }

    private Rule stepping(String name, Expression metric) {
        double join = random.nextDouble();
        var steps = List.of(
                new StepScaling.Step(OptionalDouble.empty(), OptionalDouble.of(join), change()),
                new StepScaling.Step(OptionalDouble.of(join), OptionalDouble.empty(), change()));
        Optional<Duration> warmup =
                random.nextBoolean() ? Optional.of(millis(60_000).plusMillis(1)) : Optional.empty();
        return new StepScaling(name, metric, random.nextDouble(), steps, one(Rule.Base.values()), warmup);
    }

    private Adjustment change() {
        return switch (random.nextInt(3)) {
            case 0 -> new Adjustment.Count(random.nextInt(1, 9));
            case 1 -> new Adjustment.Percent(random.nextDouble() * 100, random.nextInt(1, 9));
            default -> new Adjustment.Exact(random.nextInt(9));
        };
    }

    private Execution execution() {
        return new Execution(
                random.nextBoolean() ? Execution.Mode.ENFORCE : Execution.Mode.DRY_RUN,
                random.nextInt(101),
                random.nextBoolean()
                        ? new Execution.Restore()
                        : new Execution.Yield(millis(3_600_000).plusSeconds(1)));
    }

    private Behaviour behaviour() {
        var cooldown = new Behaviour.Cooldown(millis(3_600_000), millis(3_600_000));
        return random.nextBoolean()
                ? new Behaviour(cooldown)
                : new Behaviour(
                        cooldown,
                        one(Behaviour.Combine.values()),
                        new Behaviour.Stabilization(millis(3_600_000), millis(3_600_000)),
                        new Behaviour.Confirm(quorum(), quorum()),
                        new Behaviour.MaxChange(limit(), limit()),
                        one(Behaviour.Deployments.values()));
    }

    private Optional<Behaviour.Quorum> quorum() {
        return random.nextBoolean()
                ? Optional.of(new Behaviour.Quorum(1, random.nextInt(1, 60), Duration.ofSeconds(random.nextInt(1, 60))))
                : Optional.empty();
    }

    private Behaviour.Limit limit() {
        var select = one(Behaviour.Select.values());
        return new Behaviour.Limit(select == Behaviour.Select.DISABLED ? List.of() : list(0, 3, _ -> pace()), select);
    }

    private Behaviour.Pace pace() {
        return new Behaviour.Pace(
                one(Behaviour.Unit.values()), random.nextInt(1, 1000), Duration.ofSeconds(random.nextInt(1, 60)));
    }

    private ScheduleItem item(int i, boolean moves) {
        return random.nextBoolean()
                ? new ScheduleWindow(
                        "window" + i,
                        new ScheduleWindow.Days(
                                new TreeSet<>(list(1, 4, _ -> one(DayOfWeek.values()))),
                                new TreeSet<>(list(0, 3, _ -> date()))),
                        new ScheduleWindow.Hours(time(), time()),
                        validity(),
                        scheduled())
                : action(i, scheduled(), moves && random.nextBoolean());
    }

    private ScheduleAction action(int i, ScheduledBounds bounds, boolean moves) {
        var desired = moves ? OptionalInt.of(bounds.min().orElse(bounds.max().orElse(0))) : OptionalInt.empty();
        return new ScheduleAction("action" + i, recurrence(), validity(), bounds, desired);
    }

    private Recurrence recurrence() {
        return Recurrence.parse(
                switch (random.nextInt(4)) {
                    case 0 -> "cron(%d 8 ? * MON,FRI 2026-2030)".formatted(random.nextInt(60));
                    case 1 -> "at(%sT09:30:00)".formatted(date());
                    case 2 -> "%d */2 1-7 * MON".formatted(random.nextInt(60));
                    default -> "cron(0/15 22 L * ? *)";
                });
    }

    private Validity validity() {
        return new Validity(
                ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))),
                random.nextBoolean() ? Optional.of(date().atTime(time())) : Optional.empty(),
                random.nextBoolean() ? Optional.of(date().plusYears(10).atStartOfDay()) : Optional.empty());
    }

    private ScheduledBounds scheduled() {
        var bounds = bounds();
        return switch (random.nextInt(3)) {
            case 0 -> new ScheduledBounds(OptionalInt.of(bounds.min()), OptionalInt.empty());
            case 1 -> new ScheduledBounds(OptionalInt.empty(), OptionalInt.of(bounds.max()));
            default -> ScheduledBounds.between(bounds.min(), bounds.max());
        };
    }

    private LocalDate date() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(1000));
    }

    private LocalTime time() {
        return LocalTime.of(random.nextInt(24), random.nextInt(60));
    }

    private Bounds bounds() {
        int min = random.nextInt(100);
        return new Bounds(min, min + random.nextInt(100));
    }

    private Map<String, String> texts() {
        var texts = new TreeMap<String, String>();
        IntStream.range(0, random.nextInt(4))
                .forEach(_ -> texts.put("key" + random.nextInt(50), "v=" + random.nextInt()));
        return texts;
    }

    private Optional<String> text() {
        return random.nextBoolean() ? Optional.of("%(NAME)") : Optional.empty();
    }

    private Duration millis(int bound) {
        return Duration.ofMillis(random.nextInt(bound));
    }

    private <T> T one(T[] values) {
        return values[random.nextInt(values.length)];
    }

    private <T> List<T> list(int least, int bound, IntFunction<T> element) {
        return IntStream.range(0, random.nextInt(least, bound))
                .mapToObj(element)
                .toList();
    }

    private static Expression expression(String text) {
        try {
            return Expression.parse(text);
        } catch (ExpressionException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
