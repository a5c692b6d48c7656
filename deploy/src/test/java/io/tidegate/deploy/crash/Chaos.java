package io.tidegate.deploy.crash;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Two instances of the service before a {@link WorldProcess}, all of them killed and stopped at random. Who has died is
 * started again, as a supervisor does.
 */
final class Chaos implements AutoCloseable {
    private static final List<String> INSTANCES = List.of("a", "b");

    private final WorldProcess world;
    private final Path folder;
    private final RandomGenerator random;
    private final Map<Blow, Integer> dealt = new EnumMap<>(Blow.class);
    private final List<ServiceProcess> services = new ArrayList<>();

    private Chaos(WorldProcess world, Path folder, long seed) throws Exception {
        this.world = world;
        this.folder = folder;
        this.random = new SplittableRandom(seed);
        for (int i = 0; i < INSTANCES.size(); i++) {
            services.add(launch(i));
        }
    }

    /** What can happen to a process. */
    enum Blow {
        KILL_SERVICE,
        /** Past its session timeout, so that the other instance takes over, and it wakes as a zombie. */
        STOP_SERVICE,
        KILL_WORLD,
        STOP_WORLD
    }

    static Chaos start(WorldProcess world, Path folder, long seed) throws Exception {
        return new Chaos(world, folder, seed);
    }

    /** Deals blows for so long, then lets everything live. */
    void rage(Duration length) throws Exception {
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            pause(2_000, 8_000);
            var blow = Blow.values()[random.nextInt(Blow.values().length)];
            deal(blow);
            dealt.merge(blow, 1, Integer::sum);
            revive();
        }
    }

    /** How often each blow was dealt. */
    Map<Blow, Integer> dealt() {
        return dealt;
    }

    /** Starts anew what has ended. */
    void revive() throws Exception {
        for (int i = 0; i < services.size(); i++) {
            if (!services.get(i).isAlive()) {
                services.set(i, launch(i));
            }
        }
    }

    private void deal(Blow blow) throws Exception {
        int which = random.nextInt(services.size());
        switch (blow) {
            case KILL_SERVICE -> services.get(which).kill();
            case STOP_SERVICE -> stand(services.get(which).handle(), 1_000, 12_000);
            case KILL_WORLD -> world.killAndRestart();
            case STOP_WORLD -> stand(world.handle(), 500, 6_000);
        }
    }

    private void stand(ProcessHandle process, int leastMillis, int mostMillis) throws Exception {
        Signals.stop(process);
        try {
            pause(leastMillis, mostMillis);
        } finally {
            Signals.goOn(process);
        }
    }

    private ServiceProcess launch(int which) throws Exception {
        String instance = INSTANCES.get(which);
        return ServiceProcess.start(world.settings(instance, folder.resolve("state-" + instance)));
    }

    // The moment itself is what the seed decides.
    private void pause(int leastMillis, int mostMillis) {
        var length = Duration.ofMillis(random.nextInt(leastMillis, mostMillis));
        await().pollDelay(length).atMost(length.plusSeconds(60)).until(() -> true);
    }

    /** The last lines of every log. */
    String tails() {
        return String.join("\n--\n", services.stream().map(ServiceProcess::tail).toList());
    }

    @Override
    public void close() {
        services.forEach(ServiceProcess::close);
    }
}
