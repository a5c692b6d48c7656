package io.tidegate.connectors.executor;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/** One time that a partition is assigned to this instance; a later time is another one. */
final class Assignment {
    private final TopicPartition commands;
    private Stage stage = Stage.ASSIGNED;
    private long position;
    private Optional<PartitionWork> work = Optional.empty();

    Assignment(TopicPartition commands) {
        this.commands = commands;
    }

    TopicPartition commands() {
        return commands;
    }

    boolean isNew() {
        return stage == Stage.ASSIGNED;
    }

    /** Its ledger is being read; commands start at {@code from}. */
    void restore(long from) {
        position = from;
        stage = Stage.RESTORING;
    }

    long position() {
        return position;
    }

    /** Commands may be read. */
    void start(PartitionWork restored) {
        work = Optional.of(restored);
        stage = Stage.RUNNING;
    }

    /** Its work; empty before its ledger was read. */
    Optional<PartitionWork> work() {
        return work;
    }

    private enum Stage {
        ASSIGNED,
        RESTORING,
        RUNNING
    }
}
