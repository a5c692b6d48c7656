package io.tidegate.deploy.simulation;

import io.tidegate.connectors.executor.AwsCalls;
import io.tidegate.connectors.executor.command.ApiCategory;
import io.tidegate.connectors.executor.queue.QueueConfig;
import io.tidegate.connectors.executor.queue.Rate;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;

/** Bugs that the simulation must catch, each by the invariant that it breaks. Production can select none of them. */
@SuppressWarnings("ImmutableEnumChecker") // Its collections are copies.
enum Bug {
    CALLS_WITHOUT_A_LEASE(
            "a lease that always permits, and intents that never age",
            EnumSet.of(Invariant.OWNER_CALLS, Invariant.ONE_CALLER),
            Mutation.answers("connectors.executor.HeartbeatLease", "permitsCall", true),
            Mutation.answers("connectors.executor.PartitionWork", "mayCall", true)),

    DOES_NOT_WAIT(
            "a new owner that takes every partition as handed over",
            EnumSet.of(Invariant.ONE_CALLER),
            Mutation.answers("connectors.executor.ledger.Ledger", "isHandedOver", true)),

    RELEASES_EARLY(
            "a release while calls are under way",
            EnumSet.of(Invariant.ONE_CALLER, Invariant.OWNER_CALLS),
            Mutation.answersZero("connectors.executor.PartitionWork", "inFlight")),

    FORGETS_INTENTS(
            "a ledger that forgets intents",
            EnumSet.of(Invariant.TRUE_OUTCOME),
            Mutation.answersEmptyList("connectors.executor.ledger.Ledger", "openIntents")),

    FORGETS_WHAT_IS_SETTLED(
            "a ledger that forgets what has ended",
            EnumSet.of(Invariant.ONE_OUTCOME, Invariant.NOTHING_STALE),
            Mutation.answersEmptyOptional("connectors.executor.ledger.Ledger", "settled")),

    CALLS_BEFORE_THE_INTENT(
            "a call that does not wait for its intent's commit",
            EnumSet.of(Invariant.INTENT_BEFORE_CALL),
            Mutation.runsAtOnce("connectors.executor.Batch", "add", 3)),

    COMMITS_OFFSETS_EARLY(
            "offsets that are committed before the results",
            EnumSet.of(Invariant.NO_COMMAND_SKIPPED),
            Mutation.answersItsLong("connectors.executor.queue.Offsets", "committable", "next")),

    DOUBTS_NOTHING(
            "a call without an answer that counts as not made",
            EnumSet.of(Invariant.TRUE_OUTCOME),
            Mutation.answersItself("connectors.executor.queue.Pending", "doubted")),

    TERMINATES_UNSEEN(
            "a planner that does not look whether an instance has drained",
            EnumSet.of(Invariant.TERMINATES_DRAINED),
            Mutation.answersEmptyOptional("connectors.executor.plan.Planner", "inUse")),

    FORGETS_REPLACED(
            "commands that were replaced and get no outcome",
            EnumSet.of(Invariant.ALL_SETTLED, Invariant.NO_COMMAND_SKIPPED),
            Mutation.doesNothing("connectors.executor.PartitionWork", "endReplaced")),

    DECIDES_OUTSIDE_BOUNDS(
            "a decider that does not hold the bounds of its policy",
            EnumSet.of(Invariant.WITHIN_BOUNDS),
            Mutation.answersItsNumber("streams.policy.Bounds", "clamp")),

    REPEATS_A_TERMINATION("a termination that is repeated without a look", EnumSet.of(Invariant.LOOK_BEFORE_STEP)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public AwsCalls aws(AwsCalls calls) {
                    return calls.withGroups(repeating(calls.groups()));
                }
            };
        }
    },

    HAS_NO_BUDGET("a queue without budgets", EnumSet.of(Invariant.WITHIN_BUDGET)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public QueueConfig queue(QueueConfig config) {
                    var rates = new EnumMap<ApiCategory, Rate>(ApiCategory.class);
                    config.rates().keySet().forEach(category -> rates.put(category, new Rate(1_000, 1_000)));
                    return new QueueConfig(config.highMark(), config.lowMark(), config.maxInFlight(), rates);
                }
            };
        }
    },

    DROPS_A_RECORD(
            "a consumer that loses a record when it takes a partition", EnumSet.of(Invariant.NO_COMMAND_SKIPPED)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public long startAt(long committed) {
                    return committed + 1;
                }
            };
        }
    },

    WRITES_AS_NOBODY(
            "a transaction that does not prove to be the group's member",
            EnumSet.of(
                    Invariant.ONE_OUTCOME, Invariant.OWNER_CALLS, Invariant.ONE_CALLER, Invariant.NO_COMMAND_SKIPPED)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public boolean fencesByGroup() {
                    return false;
                }
            };
        }
    },

    REUSES_COMMAND_IDS(
            "a decider that does not commit its state with its commands",
            EnumSet.of(Invariant.ONE_COMMAND_PER_POSITION)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public boolean commitsStates() {
                    return false;
                }
            };
        }
    },

    TELLS_AN_OUTAGE_AS_ZERO("an inventory that reads an outage as zero", EnumSet.of(Invariant.TRUE_OBSERVATION)) {
        @Override
        Plant plant() {
            return new Plant() {
                @Override
                public boolean inventsZero() {
                    return true;
                }
            };
        }
    };

    private final String text;
    private final Set<Invariant> breaks;
    private final List<Mutation> mutations;

    Bug(String text, Set<Invariant> breaks, Mutation... mutations) {
        this.text = text;
        this.breaks = Set.copyOf(breaks);
        this.mutations = List.of(mutations);
    }

    String text() {
        return text;
    }

    /** The invariants that it breaks, one of which must tell. */
    Set<Invariant> breaks() {
        return breaks;
    }

    List<Mutation> mutations() {
        return mutations;
    }

    Plant plant() {
        return Plant.NONE;
    }

    private static AutoScalingClient repeating(AutoScalingClient client) {
        return (AutoScalingClient) Proxy.newProxyInstance(
                Bug.class.getClassLoader(), new Class<?>[] {AutoScalingClient.class}, (_, method, arguments) -> {
                    try {
                        try {
                            return method.invoke(client, arguments);
                        } catch (InvocationTargetException e) {
                            boolean again = e.getCause() instanceof SdkException
                                    && method.getName().startsWith("terminateInstance");
                            if (again) {
                                return method.invoke(client, arguments);
                            }
                            throw e;
                        }
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
