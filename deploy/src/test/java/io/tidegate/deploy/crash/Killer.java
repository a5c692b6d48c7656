package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidegate.deploy.crash.Kill.Aim;
import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.fault.FaultRates;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.ExecutionException;
import java.util.random.RandomGenerator;

/** Starts the service and kills it, again and again, at moments drawn from a seed. */
final class Killer implements AutoCloseable {
    private static final String CALL = "ecs.UpdateService";
    private static final FaultRates NO_ANSWER = new FaultRates(0, 0, 1, 0);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Surroundings around;
    private final Records records;
    private final RandomGenerator random;
    private final OpenTransactions transactions;
    private ServiceProcess service;

    Killer(Surroundings around, RandomGenerator random) throws IOException {
        this.around = around;
        this.records = new Records(around);
        this.random = random;
        this.transactions = new OpenTransactions(around.access(), around.topics());
        this.service = ServiceProcess.start(around.settings());
    }

    /** As many aims as kills, each at least once when there are three or more, in an order of chance. */
    static List<Aim> aims(int kills, RandomGenerator random) {
        var kinds = List.of(Aim.OPEN_TRANSACTION, Aim.CALL_WITHOUT_ANSWER, Aim.ANY_TIME, Aim.CALL_WITHOUT_EFFECT);
        var aims = new ArrayList<Aim>();
        for (int i = 0; i < kills; i++) {
            aims.add(random.nextInt(aims.size() + 1), kinds.get(i % kinds.size()));
        }
        return aims;
    }

    /** Waits for the moment, kills the service, looks at what it left, and starts it anew. */
    Kill kill(int number, Aim aim) throws Exception {
        switch (aim) {
            case ANY_TIME -> pause(5_000);
            case OPEN_TRANSACTION -> {
                awaitWork();
                pause(1_000);
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(1))
                        .until(() -> !openTransactions().isEmpty());
            }
            case CALL_WITHOUT_EFFECT, CALL_WITHOUT_ANSWER -> {
                awaitWork();
                awaitCall(aim);
                pause(500);
            }
        }
        service.kill();
        var kill = new Kill(number, aim, records.commands().size(), openTransactions(), service.openIntents());
        around.aws().tell(cloud -> cloud.faults().setRates(CALL, FaultRates.CALM));
        service = ServiceProcess.start(around.settings());
        return kill;
    }

    /** Waits until this life of the service has carried out a command. */
    void awaitWork() {
        await().atMost(PATIENCE)
                .failFast(() -> assertThat(service.isAlive()).as(service.tail()).isTrue())
                .untilAsserted(
                        () -> assertThat(service.results()).as(service.tail()).isNotEmpty());
    }

    /** Lets the service end in order. */
    boolean stop() throws InterruptedException {
        return service.stop();
    }

    // From now on no call is answered, and the next one at most has an effect.
    private void awaitCall(Aim aim) {
        boolean effect = aim == Aim.CALL_WITHOUT_ANSWER;
        long before = unanswered();
        around.aws().tell(cloud -> {
            cloud.faults().ask(CALL, Fault.HUNG_AFTER_EFFECT, effect ? 1 : 0);
            cloud.faults().setRates(CALL, NO_ANSWER);
        });
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() ->
                        assertThat(unanswered() - before).as(service.tail()).isPositive());
    }

    private SortedSet<String> openTransactions() throws ExecutionException, InterruptedException {
        return transactions.partitions(service.started());
    }

    private long unanswered() {
        return around.aws().<Long>ask(cloud -> cloud.callCounts().failed().getOrDefault(CALL, 0L));
    }

    // The moment itself is what the seed decides.
    private void pause(int atMostMillis) {
        var length = Duration.ofMillis(random.nextInt(atMostMillis));
        await().pollDelay(length).atMost(length.plus(PATIENCE)).until(() -> true);
    }

    @Override
    public void close() {
        service.close();
        transactions.close();
    }
}
