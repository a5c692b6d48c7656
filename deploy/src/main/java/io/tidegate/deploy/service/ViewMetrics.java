package io.tidegate.deploy.service;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tidegate.deploy.role.Figure;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.view.CommandCounts;
import io.tidegate.deploy.view.LiveView;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.ToLongFunction;

/** What the topics told this instance, and what its parts count, for Prometheus. Names of targets are not tags, for their number has no bound, but for those of shadows, which has one. */
@Singleton
final class ViewMetrics implements MeterBinder {
    private final LiveView view;
    private final Readiness readiness;

    // A counter knows its object weakly: one that nobody else holds would soon read 0.
    private final List<Figure> figures;

    ViewMetrics(LiveView view, Readiness readiness) {
        this.view = view;
        this.readiness = readiness;
        this.figures = readiness.figures();
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        FunctionCounter.builder("tidegate.decisions", view, LiveView::decisionCount)
                .description("Decisions recorded")
                .register(registry);
        FunctionCounter.builder("tidegate.dead.letters", view, LiveView::deadLetterCount)
                .description("Records that could not be taken")
                .register(registry);
        view.foreignWrites()
                .keySet()
                .forEach(followed -> FunctionCounter.builder(
                                "tidegate.foreign.writes",
                                view,
                                known -> known.foreignWrites().getOrDefault(followed, 0L))
                        .description("Writes of somebody else by what followed")
                        .tag("followed", followed)
                        .register(registry));
        commands(registry, "emitted", CommandCounts::emitted);
        commands(registry, "applied", CommandCounts::applied);
        commands(registry, "skipped", CommandCounts::skipped);
        commands(registry, "refused", CommandCounts::refused);
        commands(registry, "failed", CommandCounts::failed);
        Gauge.builder("tidegate.targets", view, known -> known.targets().size())
                .description("Targets known")
                .register(registry);
        figures.forEach(figure -> bind(figure, registry));
        readiness.onFigure(figure -> bind(figure, registry));
        readiness
                .parts()
                .keySet()
                .forEach(part -> Gauge.builder("tidegate.part.up", () -> isUp(part) ? 1 : 0)
                        .description("1 while the part works")
                        .tag("part", part)
                        .register(registry));
    }

    private static void bind(Figure figure, MeterRegistry registry) {
        var tags = figure.tags().entrySet().stream()
                .map(tag -> Tag.of(tag.getKey(), tag.getValue()))
                .toList();
        switch (figure.kind()) {
            case COUNTER ->
                FunctionCounter.builder(
                                figure.name(), figure, found -> found.value().getAsDouble())
                        .description(figure.description())
                        .tags(tags)
                        .register(registry);
            case GAUGE ->
                Gauge.builder(figure.name(), () -> figure.value().getAsDouble())
                        .description(figure.description())
                        .tags(tags)
                        .register(registry);
        }
    }

    private void commands(MeterRegistry registry, String status, ToLongFunction<CommandCounts> count) {
        FunctionCounter.builder("tidegate.commands", view, known -> count.applyAsLong(known.commands()))
                .description("Commands by what became of them")
                .tag("status", status)
                .register(registry);
    }

    private boolean isUp(String part) {
        var health = readiness.parts().get(part);
        return health != null && health.up();
    }
}
