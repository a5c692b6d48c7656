package io.tidegate.deploy.crash;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/** Instances of the service, one of which is killed every few seconds at a moment of chance, and started again at once. */
final class Crew implements AutoCloseable {
    private static final List<String> INSTANCES = List.of("a", "b");

    private final Function<String, Map<String, String>> settings;
    private final RandomGenerator random;
    private final Duration longestPeace;
    private final Clock clock = Clock.systemUTC();
    private final Map<String, ServiceProcess> services = new TreeMap<>();
    private Instant nextKill;
    private int kills;

    private Crew(Function<String, Map<String, String>> settings, RandomGenerator random, Duration longestPeace) {
        this.settings = settings;
        this.random = random;
        this.longestPeace = longestPeace;
        this.nextKill = drawn();
    }

    /** @param settings of each instance, by its name */
    static Crew start(Function<String, Map<String, String>> settings, RandomGenerator random, Duration longestPeace)
            throws IOException {
        var crew = new Crew(settings, random, longestPeace);
        for (var instance : INSTANCES) {
            crew.launch(instance);
        }
        return crew;
    }

    /** Kills if it is time for it. To be called several times a second. */
    void turn() throws IOException, InterruptedException {
        if (!clock.instant().isBefore(nextKill)) {
            var victim = INSTANCES.get(random.nextInt(INSTANCES.size()));
            Optional.ofNullable(services.get(victim)).orElseThrow().kill();
            launch(victim);
            kills++;
            nextKill = drawn();
        }
    }

    int kills() {
        return kills;
    }

    /** The last lines of every log. */
    String tails() {
        return String.join(
                "\n--\n", services.values().stream().map(ServiceProcess::tail).toList());
    }

    private void launch(String instance) throws IOException {
        services.put(instance, ServiceProcess.start(settings.apply(instance)));
    }

    private Instant drawn() {
        return clock.instant().plusMillis(random.nextLong(longestPeace.toMillis() / 2, longestPeace.toMillis()));
    }

    @Override
    public void close() {
        services.values().forEach(ServiceProcess::close);
    }
}
