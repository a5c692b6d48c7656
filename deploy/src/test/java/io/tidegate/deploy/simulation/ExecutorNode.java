package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.ExecutorConfig;
import io.tidegate.connectors.executor.ExecutorLife;
import io.tidegate.connectors.executor.ExecutorSerdes;
import io.tidegate.connectors.executor.KafkaAccess;
import io.tidegate.connectors.executor.Surroundings;
import io.tidegate.schemas.naming.Target.Place;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/**
 * The machine of one executor instance: runs its process, which lives the lives of the production executor, and starts it
 * again when it has died.
 */
final class ExecutorNode {
    private final ExecutorConfig config;
    private final ExecutorSerdes serdes;
    private final SimulatedProcess.Machine machine;
    private final Kafka kafka;
    private final RandomGenerator random;
    private final Trace trace;
    private SimulatedProcess process;
    private int processes;

    /** What executors share. */
    record Kafka(SimulatedLog log, SimulatedGroup group, Network network, Producers producers, Plant plant) {}

    /** Hears which process writes under an epoch of a transactional id. */
    interface Producers {
        void began(SimulatedProcess process, String transactionalId, int epoch);
    }

    ExecutorNode(
            ExecutorConfig config,
            ExecutorSerdes serdes,
            SimulatedProcess.Machine machine,
            Kafka kafka,
            RandomGenerator random,
            Trace trace) {
        this.config = config;
        this.serdes = serdes;
        this.machine = machine;
        this.kafka = kafka;
        this.random = random;
        this.trace = trace;
        this.process = start();
    }

    SimulatedProcess process() {
        return process;
    }

    SimulatedProcess.Machine machine() {
        return machine;
    }

    String instance() {
        return config.instanceId();
    }

    /** Starts a process, whether or not an earlier one still runs. */
    SimulatedProcess start() {
        var started = new SimulatedProcess(config.instanceId() + "/" + ++processes, machine, kafka.network());
        trace.add(started.toString(), "starts");
        started.start(new Life(started)::run, thrown -> ended(started, thrown));
        process = started;
        return started;
    }

    private void ended(SimulatedProcess of, Optional<Throwable> thrown) {
        trace.add(of.toString(), "ends" + thrown.map(cause -> ": " + cause).orElse(""));
        of.kill();
        thrown.filter(Error.class::isInstance).ifPresent(error -> {
            throw new IllegalStateException(of + " must not end with an error", error);
        });
    }

    /** Whether a process of it runs, or stands still. */
    boolean isAlive() {
        return process.isAlive();
    }

    void kill() {
        if (process.isAlive()) {
            trace.add(process.toString(), "killed");
            process.kill();
        }
    }

    /** Asks the process to end in good order. */
    void close() {
        process.close();
    }

    /** What one process does: lives, one after the other, until it is closed. */
    private final class Life {
        private final SimulatedProcess own;
        private int underWay;
        private @Nullable Strand waiting;

        Life(SimulatedProcess own) {
            this.own = own;
        }

        void run() {
            int failures = 0;
            while (!own.isClosing()) {
                try {
                    live();
                } catch (FencedInstanceIdException e) {
                    trace.add(own.toString(), "stops for good: " + e.getMessage());
                    return;
                } catch (RuntimeException e) {
                    failures++;
                    trace.add(own.toString(), "begins anew: " + e);
                    Strand.current().sleep(config.retry().after(failures, random));
                }
            }
        }

        // As the production executor does it: the calls under way end before the next life begins.
        private void live() {
            var consumer = new SimulatedConsumer(kafka.log(), kafka.group(), own, config.instanceId(), random) {
                @Override
                long startAt(long committed) {
                    return kafka.plant().startAt(committed);
                }
            };
            var producer = new SimulatedProducer(
                    kafka.log(),
                    kafka.group(),
                    config.transactionalId(),
                    config.sessionTimeout(),
                    random,
                    epoch -> kafka.producers().began(own, config.transactionalId(), epoch));
            try {
                var life = new ExecutorLife(config, surroundings(), consumer, producer);
                life.begin();
                while (!own.isClosing()) {
                    life.turn();
                }
                life.release();
            } finally {
                consumer.drop();
                awaitCalls();
            }
        }

        private Surroundings surroundings() {
            return new Surroundings(
                    new Access(),
                    serdes,
                    Map.of(Place.DEFAULT, kafka.plant().aws(VirtualAws.EXECUTOR)),
                    threads(),
                    machine::clock,
                    pause -> Strand.current().sleep(pause),
                    random);
        }

        private Executor threads() {
            return task -> {
                underWay++;
                own.start(task, _ -> {
                    underWay--;
                    if (waiting != null) {
                        waiting.wake();
                    }
                });
            };
        }

        private void awaitCalls() {
            if (own.isAlive()) {
                waiting = Strand.current();
                while (underWay > 0) {
                    Strand.current().park(Duration.ofSeconds(1));
                }
                waiting = null;
            }
        }
    }

    /** A life is given its clients; only the ledger is opened anew. */
    private final class Access implements KafkaAccess {
        @Override
        public Consumer<byte[], byte[]> commands() {
            throw new UnsupportedOperationException("a life is given its consumer");
        }

        @Override
        public Consumer<byte[], byte[]> ledger(IsolationLevel isolation) {
            return new LedgerConsumer(kafka.log());
        }

        @Override
        public Producer<byte[], byte[]> producer() {
            throw new UnsupportedOperationException("a life is given its producer");
        }
    }
}
