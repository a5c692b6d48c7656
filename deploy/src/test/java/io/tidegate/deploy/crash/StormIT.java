package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.local.Backdrop;
import io.tidegate.deploy.local.LoadTrace;
import io.tidegate.deploy.local.LocalMode;
import io.tidegate.deploy.local.LocalOptions;
import io.tidegate.deploy.storm.Scene;
import io.tidegate.deploy.storm.Storm;
import io.tidegate.deploy.storm.StormPlan;
import io.tidegate.deploy.storm.StormReport;
import io.tidegate.simulatedaws.fault.FaultRates;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A storm of terminations before two instances of the service, processes of their own, one of which is killed with SIGKILL every few
 * seconds. {@code -Dstorm.groups=50 -Dstorm.waves=10} for the whole storm, {@code -Dstorm.seed=N} for other moments.
 */
class StormIT {
    private static final int GROUPS = Integer.getInteger("storm.groups", 10);
    private static final int WAVES = Integer.getInteger("storm.waves", 2);
    private static final long SEED = Long.getLong("storm.seed", 20_261_127);
    private static final int INSTANCES = 5;
    private static final Duration LONGEST_PEACE = Duration.ofSeconds(14);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration STEP = Duration.ofMillis(500);

    private final Clock clock = Clock.systemUTC();

    @Test
    void letsEveryInstanceLeaveUnharmedWhicheverServiceIsKilled(@TempDir Path folder) throws Exception {
        var options = new LocalOptions(
                Optional.empty(), LoadTrace.day(SEED, STEP), SEED, 10, true, 0, Duration.ofSeconds(20));
        try (var backdrop = Backdrop.start(options, clock);
                var crew = Crew.start(
                        instance -> settings(options, backdrop, instance, folder),
                        new SplittableRandom(SEED),
                        LONGEST_PEACE)) {
            var scene = backdrop.scene(clock);
            try (var storm = Storm.start(StormPlan.of(GROUPS, INSTANCES, WAVES, SEED), scene, FaultRates.CALM)) {
                await().atMost(PATIENCE).pollInterval(STEP).until(() -> isOver(storm, crew));

                var report = settled(storm, scene);
                System.out.println("storm.seed %d, %d kills".formatted(SEED, crew.kills()));
                report.lines().forEach(System.out::println);
                assertThat(report.broken()).as(crew.tails()).isEmpty();
                assertThat(crew.kills()).isPositive();
                assertThat(report.duplicates()).isPositive();
            }
        }
    }

    private static boolean isOver(Storm storm, Crew crew) throws Exception {
        crew.turn();
        return storm.isOver();
    }

    // The last outcomes may still be on their way, and a new owner waits before it takes over.
    private StormReport settled(Storm storm, Scene scene) {
        var deadline = clock.instant().plus(SETTLING);
        var report = StormReport.of(storm, scene);
        while (!report.isKept() && clock.instant().isBefore(deadline)) {
            await().pollDelay(STEP).until(() -> true);
            report = StormReport.of(storm, scene);
        }
        return report;
    }

    private static Map<String, String> settings(LocalOptions options, Backdrop backdrop, String instance, Path folder) {
        var settings = new TreeMap<>(LocalMode.settings(options, backdrop));
        settings.put("instance.id", instance);
        settings.put("http.port", "0");
        settings.put("state.dir", folder.resolve("state-" + instance).toString());
        settings.put("executor.sessionTimeout", "6s");
        settings.put("executor.callTimeout", "2s");
        return settings;
    }
}
