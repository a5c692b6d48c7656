package io.tidegate.deploy.simulation;

import io.tidegate.schemas.ScaleCommand;
import io.tidegate.simulatedaws.InProcessHttp;
import io.tidegate.simulatedaws.SimulatedCloud;
import io.tidegate.simulatedaws.fault.Fault;
import io.tidegate.simulatedaws.observation.Mutation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpFullResponse;

/** The way from a process to AWS and back: takes time, and does to each call what the seed says. */
final class Network {
    private static final Duration LONG = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final SimulatedCloud cloud;
    private final InProcessHttp http;
    private final Faults faults;
    private final Watcher watcher;
    private final Map<Call, HttpExecuteRequest> reads = new LinkedHashMap<>();
    private final Map<Call, Old> olds = new LinkedHashMap<>();

    Network(Scheduler scheduler, SimulatedCloud cloud, Faults faults, Watcher watcher) {
        this.scheduler = scheduler;
        this.cloud = cloud;
        this.http = new InProcessHttp(cloud);
        this.faults = faults;
        this.watcher = watcher;
    }

    /** Hears of calls: when one leaves its process, what it changed, and when its process has an answer. */
    interface Watcher {
        /** A call leaves; answers what is told of it later. */
        Sent sent(SimulatedProcess process, Call call, boolean late, Duration stood);

        void changed(Sent sent, List<Mutation> mutations);

        void ended(Sent sent);
    }

    /**
     * A call that left its process.
     *
     * @param command that it is for; empty when none is known
     * @param late whether AWS carries it out after its time
     * @param stoodFor how long its process had stood still between its permission and the wire
     */
    record Sent(
            SimulatedProcess process,
            Call call,
            Optional<ScaleCommand> command,
            Instant at,
            boolean late,
            Duration stoodFor) {}

    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Answer(int status, Map<String, List<String>> headers, byte[] body) {}

    private record Old(Answer answer, Instant until) {}

    ExecutableHttpRequest prepare(SimulatedProcess process, HttpExecuteRequest request) {
        return new Exchange(process, request, Call.of(request));
    }

    /** One call on its way. The way to AWS goes on when its process dies, unless it was not out yet. */
    private final class Exchange implements ExecutableHttpRequest {
        private final SimulatedProcess process;
        private final HttpExecuteRequest request;
        private final Call call;
        private @Nullable Strand caller;
        private @Nullable Answer answer;
        private boolean cut;
        private boolean aborted;

        Exchange(SimulatedProcess process, HttpExecuteRequest request, Call call) {
            this.process = process;
            this.request = request;
            this.call = call;
        }

        @Override
        public HttpExecuteResponse call() throws IOException {
            var strand = Strand.current();
            caller = strand;
            var permitted = scheduler.now();
            if (call.changes()) {
                faults.beforeTheWire(process);
            }
            var toTheWire = Duration.ofMillis(faults.millis(1, 3));
            strand.sleep(toTheWire);
            var stood = Duration.between(permitted, scheduler.now()).minus(toTheWire);
            var sent = send(stood);
            while (answer == null && !cut && !aborted) {
                strand.park(LONG);
            }
            watcher.ended(sent);
            if (answer == null) {
                throw new IOException(aborted ? "aborted" : "connection cut");
            }
            return response(answer);
        }

        @Override
        public void abort() {
            aborted = true;
            if (caller != null) {
                caller.wake();
            }
        }

        private Sent send(Duration stood) {
            var fate = faults.fate(process, call);
            var sent = watcher.sent(process, call, fate == Fate.LATE, stood);
            boolean out = faults.isOutWhenItsProcessDies();
            var there = fate == Fate.LATE ? faults.beyondTheTimeout() : faults.latency();
            scheduler.after(there, () -> {
                if (process.isAlive() || out) {
                    arrive(fate, sent);
                }
            });
            return sent;
        }

        private void arrive(Fate fate, Sent sent) {
            switch (fate) {
                case OK -> reply(perform(sent));
                case STALE -> reply(stale().orElseGet(() -> perform(sent)));
                case THROTTLED -> reply(error(Fault.THROTTLED));
                case FAILED -> reply(error(Fault.FAILED));
                case FAILED_AFTER_EFFECT -> {
                    perform(sent);
                    reply(error(Fault.FAILED));
                }
                case CUT_AFTER_EFFECT -> {
                    perform(sent);
                    scheduler.after(faults.latency(), () -> {
                        cut = true;
                        wakeCaller();
                    });
                }
                case HUNG_AFTER_EFFECT, LATE -> perform(sent);
                case HUNG -> {}
            }
        }

        private void reply(Answer given) {
            scheduler.after(faults.latency(), () -> {
                answer = given;
                wakeCaller();
            });
        }

        private void wakeCaller() {
            if (caller != null) {
                caller.wake();
            }
        }

        private Answer error(Fault fault) {
            cloud.faults().ask(call.operation(), fault, 1);
            return ask(request);
        }

        private Answer perform(Sent sent) {
            cloud.step(scheduler.now());
            if (!call.changes()) {
                reads.putIfAbsent(call, request);
                return ask(request);
            }
            rememberWhatReadsShow();
            int before = cloud.effectiveMutations().size();
            var given = ask(request);
            var mutations = cloud.effectiveMutations();
            watcher.changed(sent, mutations.subList(before, mutations.size()));
            return given;
        }

        private Optional<Answer> stale() {
            return Optional.ofNullable(olds.get(call))
                    .filter(old -> scheduler.now().isBefore(old.until()))
                    .map(Old::answer);
        }
    }

    // For a while a read may still be answered with it.
    private void rememberWhatReadsShow() {
        if (faults.hasStaleReads()) {
            var until = scheduler.now().plus(faults.staleness());
            reads.forEach((read, request) -> olds.put(read, new Old(ask(request), until)));
        }
    }

    private Answer ask(HttpExecuteRequest request) {
        cloud.step(scheduler.now());
        try {
            var response = http.prepareRequest(request).call();
            byte[] body = response.responseBody().isPresent()
                    ? response.responseBody().get().readAllBytes()
                    : new byte[0];
            return new Answer(
                    response.httpResponse().statusCode(),
                    response.httpResponse().headers(),
                    body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HttpExecuteResponse response(Answer answer) {
        return HttpExecuteResponse.builder()
                .response(SdkHttpFullResponse.builder()
                        .statusCode(answer.status())
                        .headers(answer.headers())
                        .build())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
                .build();
    }
}
