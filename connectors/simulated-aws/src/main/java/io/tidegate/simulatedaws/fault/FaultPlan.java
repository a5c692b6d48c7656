package io.tidegate.simulatedaws.fault;

import io.tidegate.simulatedaws.protocol.ApiError;
import io.tidegate.simulatedaws.protocol.Call;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Decides which calls go wrong: those that are refused, those that were asked for, then by rates and a seeded draw. Operations
 * are named as {@code ecs.UpdateService}. Not thread-safe.
 */
public final class FaultPlan {
    private final RandomGenerator random;
    private final Map<String, FaultRates> ratesByOperation = new HashMap<>();
    private final Map<String, Deque<Fault>> askedFor = new HashMap<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private FaultRates usual;

    public FaultPlan(RandomGenerator random, FaultRates usual) {
        this.random = random;
        this.usual = usual;
    }

    /** Sets the rates of all operations that have none of their own. */
    public void setRates(FaultRates rates) {
        usual = rates;
    }

    /** Sets the rates of one operation. */
    public void setRates(String operation, FaultRates rates) {
        ratesByOperation.put(operation, rates);
    }

    /** Lets the next {@code times} calls of the operation meet {@code fault}, after those asked for before. */
    public void ask(String operation, Fault fault, int times) {
        var queue = askedFor.computeIfAbsent(operation, name -> new ArrayDeque<>());
        for (var i = 0; i < times; i++) {
            queue.add(fault);
        }
    }

    /** Refuses every call of the operation from now on whose body contains a text; empty for all of them. */
    public void refuse(String operation, String containing, String code) {
        refusals.add(new Refusal(operation, containing, ApiError.badRequest(code, "Refused by the plan of faults.")));
    }

    /** The error that a call is refused with, if it is one of those. */
    public Optional<ApiError> refusal(Call call) {
        return refusals.stream()
                .filter(refusal -> refusal.meets(call))
                .map(Refusal::error)
                .findFirst();
    }

    /** The fate of the operation's next call. */
    public Fault next(String operation) {
        var queue = askedFor.get(operation);
        if (queue != null && !queue.isEmpty()) {
            return queue.remove();
        }
        return ratesByOperation.getOrDefault(operation, usual).at(random.nextDouble());
    }
}
