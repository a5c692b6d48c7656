package io.tidegate.connectors.executor;

import io.tidegate.connectors.executor.command.TemplateStep;
import io.tidegate.connectors.executor.command.TemplateStep.DeleteVersions;
import io.tidegate.connectors.executor.command.TemplateStep.Kept;
import io.tidegate.connectors.executor.command.TemplateStep.NewVersion;
import io.tidegate.connectors.executor.command.TemplateStep.PinGroup;
import io.tidegate.connectors.executor.command.TemplateStep.RefreshInstances;
import io.tidegate.connectors.executor.command.TemplateStep.SetDefault;
import io.tidegate.connectors.executor.plan.Answer;
import io.tidegate.connectors.executor.plan.Observed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Default;
import io.tidegate.connectors.executor.plan.TemplateObserved.Existing;
import io.tidegate.connectors.executor.plan.TemplateObserved.Launch;
import io.tidegate.connectors.executor.plan.TemplateObserved.NotRefreshed;
import io.tidegate.connectors.executor.plan.TemplateObserved.Refresh;
import io.tidegate.connectors.executor.plan.TemplateObserved.Version;
import io.tidegate.connectors.executor.plan.TemplateObserved.Versions;
import io.tidegate.connectors.executor.target.StepActuator;
import io.tidegate.schemas.naming.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The versions of the launch template {@code lt-1} and the groups that launch from it, in memory. It makes a version for every
 * token, and begins a refresh for every call: one that is repeated shows.
 */
public final class FakeTemplates {
    private final FakeAws aws;
    private final TreeMap<Long, String> images = new TreeMap<>();
    private final Map<String, Long> made = new HashMap<>();
    private final Map<String, String> launches = new TreeMap<>();
    private final Map<String, Refresh> refreshes = new TreeMap<>();
    private long defaultVersion = 1;

    FakeTemplates(FakeAws aws) {
        this.aws = aws;
    }

    /** Adds the next version. */
    public FakeTemplates version(String image) {
        images.put(images.isEmpty() ? 1 : images.lastKey() + 1, image);
        return this;
    }

    /** Adds a group that launches from a version. */
    public FakeTemplates group(String name, String version) {
        launches.put(name, version);
        return this;
    }

    FakeTemplates refresh(String group, Refresh refresh) {
        refreshes.put(group, refresh);
        return this;
    }

    /** Images by the numbers of versions. */
    public Map<Long, String> images() {
        return images;
    }

    TemplateActuators actuators() {
        return new TemplateActuators(making(), defaults(), pinning(), deletion(), refreshing());
    }

    public StepActuator<Target.LaunchTemplate, NewVersion> making() {
        return of(_ -> new Versions(latest(), latest(), Kept.NOTHING), this::make);
    }

    public StepActuator<Target.LaunchTemplate, SetDefault> defaults() {
        return of(_ -> new Default(defaultVersion), this::choose);
    }

    public StepActuator<Target.LaunchTemplate, PinGroup> pinning() {
        return of(
                step -> Optional.ofNullable(launches.get(step.group()))
                        .<Observed>map(version -> new Launch(version, Optional.empty()))
                        .orElseGet(() -> new Observed.NotFound("EC2 Auto Scaling knows no group " + step.group())),
                this::pin);
    }

    public StepActuator<Target.LaunchTemplate, DeleteVersions> deletion() {
        return of(this::existing, this::delete);
    }

    public StepActuator<Target.LaunchTemplate, RefreshInstances> refreshing() {
        return of(step -> Objects.requireNonNullElseGet(refreshes.get(step.group()), NotRefreshed::new), this::refresh);
    }

    private Version latest() {
        return new Version(
                images.lastKey(),
                Optional.of(images.lastEntry().getValue()),
                Optional.empty(),
                Optional.empty(),
                Set.of());
    }

    private Answer make(NewVersion step) {
        made.computeIfAbsent(step.token(), _ -> {
            version(step.image());
            aws.changes().add("version %d with %s".formatted(images.lastKey(), step.image()));
            return images.lastKey();
        });
        return accepted();
    }

    private Answer choose(SetDefault step) {
        if (defaultVersion != step.version()) {
            defaultVersion = step.version();
            aws.changes().add("default " + step.version());
        }
        return accepted();
    }

    private Answer pin(PinGroup step) {
        var version = String.valueOf(step.version());
        if (!version.equals(launches.put(step.group(), version))) {
            aws.changes().add(step.group() + " launches " + version);
        }
        return accepted();
    }

    private Observed existing(DeleteVersions step) {
        var used = new TreeMap<Long, String>();
        var unused = step.versions().stream().filter(images::containsKey).filter(number -> {
            use(number).ifPresent(use -> used.put(number, use));
            return !used.containsKey(number);
        });
        return new Existing(unused.toList(), used);
    }

    private Optional<String> use(long number) {
        if (number == defaultVersion) {
            return Optional.of("the default");
        }
        if (number == images.lastKey()) {
            return Optional.of("the latest");
        }
        return launches.entrySet().stream()
                .filter(group -> group.getValue().equals(String.valueOf(number)))
                .map(group -> "what asg/" + group.getKey() + " launches")
                .findFirst();
    }

    private Answer delete(DeleteVersions step) {
        step.versions().stream()
                .filter(number -> images.remove(number) != null)
                .forEach(number -> aws.changes().add("version " + number + " deleted"));
        return accepted();
    }

    private Answer refresh(RefreshInstances step) {
        aws.changes().add(step.group() + " refreshed");
        refreshes.put(step.group(), new Refresh("Successful", false, Optional.of(started(step))));
        return accepted();
    }

    private static Instant started(RefreshInstances step) {
        return step.issuedAt().plusSeconds(1);
    }

    private Answer accepted() {
        return new Answer.Accepted("request-" + aws.calls());
    }

    private <S extends TemplateStep> StepActuator<Target.LaunchTemplate, S> of(
            Function<S, Observed> look, Function<S, Answer> call) {
        return new StepActuator<>() {
            @Override
            public Observed observe(Target.LaunchTemplate target, S step) {
                return aws.look(() -> look.apply(step));
            }

            @Override
            public Answer apply(Target.LaunchTemplate target, S step) {
                return aws.call(() -> call.apply(step));
            }
        };
    }
}
