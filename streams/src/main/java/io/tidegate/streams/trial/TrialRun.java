package io.tidegate.streams.trial;

import io.tidegate.streams.decide.JournalPartition;
import io.tidegate.streams.decide.JournalPartition.Result;
import io.tidegate.streams.decide.TargetStates;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.journal.Input;
import io.tidegate.streams.policy.trial.Trial;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Runs a case, second by second: what AWS tells, then what is read, then the tick, as one journal partition would have
 * them. Pure; the same case gives the same course.
 */
public final class TrialRun {
    // Longer than every case.
    private static final Duration NO_SNAPSHOTS = Duration.ofDays(36_500);
    // As often as the inventory asks by default.
    private static final int OBSERVED_EVERY_SECONDS = 5;

    private final Trial trial;
    private final JournalPartition partition = new JournalPartition(new TargetStates.InMemory(), NO_SNAPSHOTS);
    private final SimulatedTarget plant;
    private final List<SampledSeries> series;
    private final Course.Recorder recorder;

    private TrialRun(Trial trial) {
        this.trial = trial;
        this.plant = new SimulatedTarget(trial);
        this.series = trial.series().stream()
                .map(demand -> new SampledSeries(trial, demand))
                .toList();
        this.recorder = new Course.Recorder(trial.start());
    }

    /** What happens to the case's target. */
    public static Course of(Trial trial) {
        return new TrialRun(trial).run();
    }

    private Course run() {
        var target = trial.target().text();
        accept(
                new Input.PolicyChanged(trial.policy().name(), List.of(target), List.of(), Optional.of(trial.policy())),
                trial.start());
        for (var sampled : series) {
            sampled.before(plant.running()).forEach(input -> accept(input, trial.start()));
        }
        for (long second = 0; second <= trial.lasts().toSeconds(); second++) {
            second(second);
        }
        return recorder.course();
    }

    private void second(long second) {
        var now = trial.start().plusSeconds(second);
        plant.advance(now);
        if (second % OBSERVED_EVERY_SECONDS == 0) {
            plant.observations()
                    .forEach(seen -> accept(new Input.Observed(trial.target().text(), now, seen), now));
        }
        for (var sampled : series) {
            sampled.at(Duration.ofSeconds(second), plant.running()).ifPresent(input -> accept(input, now));
        }
        accept(new Input.Ticked(now), now);
        recorder.stands(now, plant.stand());
    }

    private void accept(Input input, Instant now) {
        var settled = new ArrayList<Input>();
        for (var result : partition.apply(trial.target().domain(), input)) {
            if (result instanceof Result.Emitted(Decided decided)) {
                recorder.add(decided);
            } else if (result instanceof Result.Emitted(Commanded command)) {
                recorder.add(command);
                plant.carryOut(command.order(), now);
                settled.add(new Input.Settled(command.target(), command.id(), Input.Result.APPLIED, now));
            }
        }
        settled.forEach(outcome -> accept(outcome, now));
    }
}
