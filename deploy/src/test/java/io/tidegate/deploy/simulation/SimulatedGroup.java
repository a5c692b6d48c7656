package io.tidegate.deploy.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.jspecify.annotations.Nullable;

/**
 * A consumer group over one partition: static members, sessions, generations, and a cooperative assignment that leaves the
 * partition where it is as long as it can.
 */
final class SimulatedGroup {
    private final Scheduler scheduler;
    private final Duration sessionTimeout;
    private final boolean checks;
    private final Map<String, Member> members = new TreeMap<>();
    /** Looked up only, never walked. */
    private final Map<SimulatedProcess, Instant> lost = new HashMap<>();

    private @Nullable Member owner;
    private @Nullable Member wanted;
    private int generation;
    private int memberIds;

    SimulatedGroup(Scheduler scheduler, Duration sessionTimeout, boolean checks) {
        this.scheduler = scheduler;
        this.checks = checks;
        this.sessionTimeout = sessionTimeout;
        scheduler.after(Duration.ofSeconds(1), this::expire);
    }

    /** One consumer in the group. */
    static final class Member {
        private final String instance;
        private final String id;
        private final SimulatedProcess process;
        private Instant heartbeat;
        private int generation;
        private boolean fenced;
        private boolean removed;

        private Member(String instance, String id, SimulatedProcess process, Instant heartbeat, int generation) {
            this.instance = instance;
            this.id = id;
            this.process = process;
            this.heartbeat = heartbeat;
            this.generation = generation;
        }

        String id() {
            return id;
        }

        int generation() {
            return generation;
        }

        boolean isRemoved() {
            return removed;
        }

        void checkFenced() {
            if (fenced) {
                throw new FencedInstanceIdException("another member uses instance id " + instance);
            }
        }
    }

    /** Joins; a member of the same instance is replaced and keeps what it owns. */
    Member join(String instance, SimulatedProcess process) {
        var member = new Member(instance, instance + "-" + ++memberIds, process, scheduler.now(), generation);
        var before = members.put(instance, member);
        if (before != null) {
            before.fenced = true;
        }
        if (before != null && owner == before) {
            pass(member);
        }
        if (before != null && wanted == before) {
            wanted = member;
        }
        if (before == null) {
            rebalance();
        }
        return member;
    }

    /** The coordinator hears of a member. */
    void heartbeat(Member member) {
        if (members.get(member.instance) == member) {
            member.heartbeat = scheduler.now();
        }
    }

    /** Takes what the coordinator says: done by every poll. */
    void sync(Member member) {
        member.generation = generation;
    }

    Duration sessionTimeout() {
        return sessionTimeout;
    }

    boolean owns(Member member) {
        return owner == member;
    }

    boolean mustGiveUp(Member member) {
        return owner == member && wanted != member;
    }

    boolean mayTake(Member member) {
        return owner == null && wanted == member;
    }

    void take(Member member) {
        pass(member);
    }

    void giveUp(Member member) {
        if (owner == member) {
            pass(null);
            generation++;
        }
    }

    private void pass(@Nullable Member next) {
        owner().ifPresent(process -> lost.put(process, scheduler.now()));
        owner = next;
    }

    void leave(Member member) {
        if (members.get(member.instance) == member) {
            members.remove(member.instance);
            giveUp(member);
            rebalance();
        }
    }

    /** Moves the partition to another member, if there is one. */
    void move() {
        next().ifPresent(other -> {
            wanted = other;
            generation++;
        });
    }

    /** The process that owns the partition now. */
    Optional<SimulatedProcess> owner() {
        return Optional.ofNullable(owner).map(member -> member.process);
    }

    /** Whether the process owns the partition, or did at that time or later. */
    boolean hasOwnedSince(SimulatedProcess process, Instant since) {
        return owner().filter(process::equals).isPresent()
                || !lost.getOrDefault(process, Instant.MIN).isBefore(since);
    }

    /** Whether the coordinator takes offsets from it. */
    void checkCommit(String memberId, int ofGeneration) {
        var member = members.values().stream()
                .filter(each -> each.id.equals(memberId))
                .findFirst();
        if (checks && (member.isEmpty() || ofGeneration != generation)) {
            throw new CommitFailedException("%s of generation %d is not a member of generation %d"
                    .formatted(memberId, ofGeneration, generation));
        }
    }

    private Optional<Member> next() {
        return members.values().stream().filter(member -> member != wanted).findFirst();
    }

    private void rebalance() {
        generation++;
        if (wanted == null || members.get(wanted.instance) != wanted) {
            wanted = members.values().stream().findFirst().orElse(null);
        }
    }

    private void expire() {
        for (var member : List.copyOf(members.values())) {
            if (member.heartbeat.plus(sessionTimeout).isBefore(scheduler.now())) {
                member.removed = true;
                leave(member);
            }
        }
        scheduler.after(Duration.ofMillis(500), this::expire);
    }
}
