package io.tidegate.deploy.whatif.tune;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.deploy.whatif.Instances;
import io.tidegate.deploy.whatif.Trial;
import io.tidegate.deploy.whatif.past.Columns;
import io.tidegate.deploy.whatif.past.TraceReader;
import io.tidegate.deploy.whatif.plant.PlantEstimate;
import io.tidegate.deploy.whatif.price.Prices;
import io.tidegate.deploy.whatif.tune.Search.Found;
import io.tidegate.streams.demand.Feedbacks;
import io.tidegate.streams.policy.trial.Backtest.Measure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchTest {
    private static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final List<Stretch> HALF_A_DAY =
            List.of(new Stretch(START, START.plus(Duration.ofHours(12)), false));

    @TempDir
    Path folder = Path.of("");

    // Load for 6 tasks and for 15 in turns, an hour each, by the utilization of ten.
    private Judge judge() throws IOException {
        return judge(OptionalInt.of(10));
    }

    private Judge judge(OptionalInt running) throws IOException {
        var lines = new ArrayList<>(List.of("timestamp,cpu"));
        for (int row = 0; row < 144; row++) {
            lines.add(START.plus(Duration.ofMinutes(5L * row)) + "," + (row / 12 % 2 == 0 ? 36 : 90));
        }
        var trace = TraceReader.read(Files.write(folder.resolve("square.csv"), lines));
        var settings = new Trial.Settings(
                new Feedbacks(new TreeMap<>()),
                Optional.of(Duration.ofSeconds(40)),
                Optional.of(Duration.ofSeconds(30)),
                Prices.DEFAULT,
                10,
                running,
                OptionalDouble.of(60),
                Instances.ANY,
                7,
                false);
        return new Judge(
                settings,
                PolicyTextTest.web().read().policy().orElseThrow(),
                new PlantEstimate(List.of("ecs/demo/web")),
                (trial, stretch) -> Columns.past(trace, trial.policies(), trial.loads()));
    }

    private Found search(Goal goal, List<Limit> limits, int budget, String... varied) throws IOException {
        return search(judge(), goal, limits, budget, varied);
    }

    private static Found search(Judge judge, Goal goal, List<Limit> limits, int budget, String... varied) {
        var plan = new Search.Plan(goal, limits, budget, 1, () -> false, _ -> {});
        return new Search(
                        PolicyTextTest.web(), Stream.of(varied).map(Vary::parse).toList(), judge, plan)
                .on(HALF_A_DAY);
    }

    @Test
    void changesNothingWhereThatDoesNoBetter() throws IOException {
        var found = search(Goal.PARETO, List.of(), 60, "rules[0].targetTracking.target=20,40,60,80,95");

        assertThat(found.tried()).hasSize(5);
        assertThat(found.front())
                .filteredOn(tried -> tried.measures().equals(found.current().measures()))
                .hasSize(2);
        assertThat(found.best()).isEqualTo(found.current());
        assertThat(found.best().settings()).isEmpty();
    }

    @Test
    void goesOnBetweenTheValuesOfARange() throws IOException {
        var found = search(Goal.PARETO, List.of(), 60, "rules[0].targetTracking.target=20..100:40");

        assertThat(found.tried()).hasSizeGreaterThan(3);
        assertThat(Double.parseDouble(found.best().settings().getOrDefault("rules[0].targetTracking.target", "60")))
                .isBetween(45.0, 60.0);
    }

    // What the trace shows is that of the minimum: that of the last one tried was taken, and made another load of it.
    @Test
    void holdsWhatIsTriedAgainstTheLoadOfThePolicyAsItIs() throws IOException {
        var found = search(judge(OptionalInt.empty()), Goal.PARETO, List.of(), 60, "capacity.min=2,20");

        assertThat(found.front())
                .filteredOn(tried -> "2".equals(tried.settings().get("capacity.min")))
                .singleElement()
                .satisfies(tried ->
                        assertThat(tried.measures()).isEqualTo(found.current().measures()));
    }

    @Test
    void looksAroundTheBestThatWasTriedWhereThePolicyAsItIsDoesBetterStill() throws IOException {
        var found = search(Goal.PARETO, List.of(), 60, "rules[0].targetTracking.target=40..100:30");

        assertThat(found.tried()).hasSizeGreaterThan(3);
    }

    @Test
    void savesOnlyWhereNoMoreIsMissingUnlessALimitSaysOtherwise() throws IOException {
        var careful = search(Goal.COST, List.of(), 60, "rules[0].targetTracking.target=40,58,90");
        var bold = search(
                Goal.COST,
                List.of(new Limit(Measure.SHORTAGE_HOURS, 1_000)),
                60,
                "rules[0].targetTracking.target=40,58,90");

        assertThat(careful.best().measures().shortageHours())
                .isLessThanOrEqualTo(careful.current().measures().shortageHours());
        assertThat(bold.best().settings()).containsEntry("rules[0].targetTracking.target", "90");
        assertThat(bold.within()).isTrue();
    }

    @Test
    void tellsThatNothingIsWithinALimit() throws IOException {
        var found = search(
                Goal.COST, List.of(new Limit(Measure.SHORTAGE_HOURS, 0)), 60, "rules[0].targetTracking.target=58,90");

        assertThat(found.within()).isFalse();
        assertThat(found.best().settings()).doesNotContainValue("90");
    }

    @Test
    void countsWhatIsNoPolicyAndSaysWhy() throws IOException {
        var found = search(Goal.PARETO, List.of(), 60, "capacity.min=2,50");

        assertThat(found.invalid()).isEqualTo(1);
        assertThat(found.whyInvalid()).contains("capacity.max must be at least min 50");
        assertThat(found.tried()).hasSize(1);
    }

    // The bounds of all that shared a simulation used to be those of the best course.
    @Test
    void holdsAPolicyToTheSameRegretWhateverIsTriedBesideIt() throws IOException {
        var alone = search(Goal.PARETO, List.of(), 60, "capacity.min=5");
        var together = search(Goal.PARETO, List.of(), 60, "capacity.min=4,5,1");

        assertThat(regretOfFive(together)).isEqualTo(regretOfFive(alone)).isPositive();
    }

    private static double regretOfFive(Found found) {
        return Stream.concat(Stream.of(found.best()), found.front().stream())
                .filter(one -> one.settings().containsValue("5"))
                .findFirst()
                .orElseThrow()
                .measures()
                .regret();
    }

    @Test
    void keepsAllThatItTriedAndMeasuresTheDefaultsToo() throws IOException {
        var scaleIn = search(Goal.PARETO, List.of(), 60, "stabilization.scaleIn=5m,15m");
        var target = search(Goal.PARETO, List.of(), 60, "rules[0].targetTracking.target=40,80");

        assertThat(scaleIn.tried())
                .extracting(one -> one.settings().get("stabilization.scaleIn"))
                .containsExactly("5m", "15m");
        assertThat(scaleIn.defaults())
                .hasValueSatisfying(defaults -> assertThat(defaults.measures())
                        .isEqualTo(scaleIn.current().measures()));
        assertThat(scaleIn.value(scaleIn.current(), "stabilization.scaleIn")).isEmpty();
        assertThat(target.defaults()).isEmpty();
        assertThat(target.value(target.current(), "rules[0].targetTracking.target"))
                .contains("60");
        assertThat(target.value(target.tried().getLast(), "rules[0].targetTracking.target"))
                .contains("80");
    }

    @Test
    void keepsToItsBudgetAndFindsTheSameAgain() throws IOException {
        String[] varied = {"rules[0].targetTracking.target=20..95:5", "stabilization.scaleIn=0s,1m,5m,15m"};

        var once = search(Goal.PARETO, List.of(), 20, varied);
        var again = search(Goal.PARETO, List.of(), 20, varied);

        assertThat(once.tried().size() + once.invalid()).isLessThanOrEqualTo(20);
        assertThat(again).isEqualTo(once);
        assertThat(once.front())
                .isNotEmpty()
                .isSortedAccordingTo((one, other) ->
                        Double.compare(one.measures().cost(), other.measures().cost()));
    }

    @Test
    void endsWithWhatItHasWhenItIsStopped() throws IOException {
        var plan = new Search.Plan(Goal.PARETO, List.of(), 60, 1, () -> true, _ -> {});

        var found = new Search(
                        PolicyTextTest.web(),
                        List.of(Vary.parse("rules[0].targetTracking.target=40,58")),
                        judge(),
                        plan)
                .on(HALF_A_DAY);

        assertThat(found.partial()).isTrue();
        assertThat(found.best()).isEqualTo(found.current());
    }

    @Test
    void isStoppedBetweenStretchesAndCountsNothingOfWhatItHadNotEnded() throws IOException {
        var asked = new AtomicInteger();
        var plan = new Search.Plan(Goal.PARETO, List.of(), 60, 1, () -> asked.incrementAndGet() > 1, _ -> {});
        var noon = START.plus(Duration.ofHours(6));
        var two = List.of(new Stretch(START, noon, false), new Stretch(noon, noon.plus(Duration.ofHours(6)), false));

        var found = new Search(
                        PolicyTextTest.web(),
                        List.of(Vary.parse("rules[0].targetTracking.target=40,58")),
                        judge(),
                        plan)
                .on(two);

        assertThat(asked).hasValue(2);
        assertThat(found.partial()).isTrue();
        assertThat(found.tried()).isEmpty();
    }
}
