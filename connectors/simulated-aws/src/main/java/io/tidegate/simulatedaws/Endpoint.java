package io.tidegate.simulatedaws;

import io.tidegate.simulatedaws.authorization.Permissions;
import io.tidegate.simulatedaws.fault.FaultErrors;
import io.tidegate.simulatedaws.fault.FaultPlan;
import io.tidegate.simulatedaws.identity.Callers;
import io.tidegate.simulatedaws.observation.CallCounts;
import io.tidegate.simulatedaws.operation.OperationTable;
import io.tidegate.simulatedaws.operation.Outcome;
import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.Call;
import io.tidegate.simulatedaws.protocol.Router;
import io.tidegate.simulatedaws.protocol.WireRequest;
import io.tidegate.simulatedaws.protocol.WireResponse;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Answers requests: routes, counts, injects faults, performs. Not thread-safe. */
final class Endpoint {
    private final OperationTable operations;
    private final Callers callers;
    private final Permissions permissions;
    private final FaultPlan faults;
    private final TreeMap<String, Long> received = new TreeMap<>();
    private final TreeMap<String, Long> throttled = new TreeMap<>();
    private final TreeMap<String, Long> failed = new TreeMap<>();
    private final TreeMap<String, Long> unknown = new TreeMap<>();
    private long requests;

    Endpoint(OperationTable operations, Callers callers, Permissions permissions, FaultPlan faults) {
        this.operations = operations;
        this.callers = callers;
        this.permissions = permissions;
        this.faults = faults;
    }

    Answer answer(WireRequest request) {
        var requestId = "00000000-0000-4000-8000-%012x".formatted(++requests);
        return Router.route(request).map(call -> answer(call, requestId)).orElseGet(() -> {
            count(unknown, "unrouted");
            return new Answer.Reply(Router.unroutable(requestId));
        });
    }

    CallCounts counts() {
        return new CallCounts(received, throttled, failed, unknown);
    }

    private Answer answer(Call call, String requestId) {
        count(received, call.name());
        if (!operations.knows(call)) {
            count(unknown, call.name());
            return reply(call.answer(call.unknownOperation(), requestId));
        }
        var refusal = callers.refusal(call).or(() -> denial(call)).or(() -> faults.refusal(call));
        if (refusal.isPresent()) {
            count(failed, call.name());
            return reply(call.answer(refusal.get(), requestId));
        }
        var fault = faults.next(call.name());
        return switch (fault) {
            case NONE -> perform(call, requestId);
            case THROTTLED -> {
                count(throttled, call.name());
                yield reply(call.answer(FaultErrors.throttled(call.api()), requestId));
            }
            case FAILED -> {
                count(failed, call.name());
                yield reply(call.answer(FaultErrors.failed(call.api()), requestId));
            }
            case HUNG -> {
                count(failed, call.name());
                yield new Answer.Silence();
            }
            case CUT_AFTER_EFFECT -> {
                count(failed, call.name());
                perform(call, requestId);
                yield new Answer.Cut();
            }
            case HUNG_AFTER_EFFECT -> {
                count(failed, call.name());
                perform(call, requestId);
                yield new Answer.Silence();
            }
        };
    }

    // What cannot be read names nothing to be denied; its operation says so itself.
    private Optional<ApiError> denial(Call call) {
        try {
            return permissions.refusal(call, callers.of(call));
        } catch (ApiError malformed) {
            return Optional.empty();
        }
    }

    private Answer perform(Call call, String requestId) {
        return refusable(call, requestId, () -> switch (operations.perform(call, requestId)) {
            case Outcome.Done(var response) -> reply(call.answer(response, requestId));
            case Outcome.Waiting waiting -> later(call, requestId, waiting);
        });
    }

    private Answer later(Call call, String requestId, Outcome.Waiting waiting) {
        return new Answer.Later(
                () -> refusable(
                        call,
                        requestId,
                        () -> waiting.attempt()
                                .get()
                                .map(response -> reply(call.answer(response, requestId)))
                                .orElseGet(() -> later(call, requestId, waiting))),
                call.answer(waiting.otherwise(), requestId));
    }

    private static Answer refusable(Call call, String requestId, Supplier<Answer> answer) {
        try {
            return answer.get();
        } catch (ApiError refused) {
            return reply(call.answer(refused, requestId));
        }
    }

    private static Answer reply(WireResponse response) {
        return new Answer.Reply(response);
    }

    private static void count(Map<String, Long> counts, String name) {
        counts.merge(name, 1L, Long::sum);
    }
}
