package io.tidegate.streams.image;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.decision.ImageGate;
import io.tidegate.streams.decision.Order;
import io.tidegate.streams.decision.Output;
import io.tidegate.streams.decision.Output.Commanded;
import io.tidegate.streams.decision.Output.Decided;
import io.tidegate.streams.decision.Step;
import io.tidegate.streams.journal.Input.Fired;
import io.tidegate.streams.journal.Input.Firing;
import io.tidegate.streams.journal.Input.Observation;
import io.tidegate.streams.journal.Input.Observed;
import io.tidegate.streams.journal.Input.Result;
import io.tidegate.streams.journal.Input.Settled;
import io.tidegate.streams.journal.ObservedTemplate;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Selector;
import io.tidegate.streams.policy.ImagePolicy.Version;
import io.tidegate.streams.policy.ScheduleItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** One launch template under its decider, second by second. */
public final class Rolling {
    public static final Instant START = Instant.parse("2026-05-04T12:00:00Z");
    public static final String TEMPLATE = "lt-0123456789abcdef0";
    public static final Version AS_IT_IS = new Version("$Latest", Optional.empty(), Optional.empty(), List.of());
    public static final Occasions ON_AVAILABLE = new Occasions(List.of(), true, List.of(), Optional.empty());

    private static final Target.Group WEB = new Target.Group(Place.DEFAULT, "web");

    private final ImageDecider decider = new ImageDecider();
    private ImageState state;
    private List<Output> outputs = List.of();
    private final List<String> reasons = new ArrayList<>();
    private @Nullable Commanded last;

    private Rolling(ImagePolicy policy) {
        state = Objects.requireNonNull(
                decider.take(null, "asg/web", policy, null).next());
    }

    /** Before the first tick. */
    static Rolling before(ImagePolicy policy) {
        return new Rolling(policy);
    }

    static Rolling under(ImagePolicy policy) {
        return new Rolling(policy).ticks(0);
    }

    /** A policy that looks for images when one is available. */
    public static ImagePolicy policy() {
        return policy(AS_IT_IS, OptionalInt.empty(), Optional.empty(), ON_AVAILABLE);
    }

    public static ImagePolicy policy(
            Version version, OptionalInt keep, Optional<Refresh> refresh, Occasions occasions) {
        return new ImagePolicy(
                "web-image",
                3,
                true,
                WEB,
                new Target.LaunchTemplate(Place.DEFAULT, TEMPLATE),
                List.of(WEB),
                new Selector(List.of("self"), Optional.of("web-*"), false, new TreeMap<>(), Optional.empty()),
                version,
                keep,
                refresh,
                occasions,
                Execution.DEFAULT);
    }

    Rolling fires(int second) {
        return after(decider.fire(state, new Fired(Firing.IMAGE_AVAILABLE, "ami-2", at(second - 10))));
    }

    Rolling fires(String name, int second) {
        return after(decider.fire(state, new Fired(Firing.NAMED, name, at(second))));
    }

    Rolling sees(int second, ObservedTemplate template) {
        return after(decider.observe(state, new Observed("asg/web", at(second), new Observation.Template(template))));
    }

    Rolling follows(ScheduleItem item, int second) {
        return after(decider.follow(state, Optional.of(item), at(second)));
    }

    Rolling changesTo(ImagePolicy policy, int second) {
        return after(decider.take(state, "asg/web", policy, at(second)));
    }

    Rolling ends(Result result, int second) {
        var id = Objects.requireNonNull(last, "nothing was ordered").id();
        return after(
                decider.settle(state, new Settled("launch-template/" + TEMPLATE, id, result, at(second)), at(second)));
    }

    Rolling ticks(int second) {
        outputs = List.of();
        return state.dueAt().isAfter(at(second)) ? this : after(decider.tick(state, at(second)));
    }

    private Rolling after(Step<ImageState> step) {
        state = Objects.requireNonNull(step.next());
        outputs = step.outputs();
        for (var output : outputs) {
            switch (output) {
                case Commanded command -> last = command;
                case Decided decided -> reasons.add(decided.verdict().reason());
            }
        }
        return this;
    }

    /** What the last step ordered. */
    List<Order> orders() {
        return outputs.stream()
                .filter(Commanded.class::isInstance)
                .map(output -> ((Commanded) output).order())
                .toList();
    }

    /** What the last step decided, made again from what it was based on. */
    boolean isDecidedAgainTheSame(int second) {
        return outputs.stream()
                .filter(Decided.class::isInstance)
                .map(Decided.class::cast)
                .allMatch(decided -> decider.again((ImageState) Objects.requireNonNull(decided.basis()), at(second))
                        .equals(decided));
    }

    List<String> reasons() {
        return reasons;
    }

    ImageGate gate() {
        return Objects.requireNonNull(state.course().gate(), "nothing waits");
    }

    ImageState state() {
        return state;
    }

    /** So many seconds after the start. */
    public static Instant at(int second) {
        return START.plusSeconds(second);
    }

    /** A template whose only version, the seventh, has one image; the newest image there is is another. */
    public static Seeing seeing(String image, String newest) {
        return new Seeing(image, newest);
    }

    /** What is seen of a template, with what the test is about changed. */
    public static final class Seeing {
        private final List<ObservedTemplate.Version> versions;
        private final List<ObservedTemplate.Image> images = new ArrayList<>();
        private long latest = 7;
        private long standard = 7;
        private List<Long> numbers = List.of();
        private Optional<String> launches = Optional.of("$Default");
        private Optional<String> refresh = Optional.empty();

        private Seeing(String image, String newest) {
            versions = new ArrayList<>(List.of(version(7, image)));
            images.add(new ObservedTemplate.Image(newest, "web-" + newest, START.minusSeconds(60)));
            images.add(new ObservedTemplate.Image("ami-0", "web-ami-0", START.minusSeconds(6_000)));
        }

        private static ObservedTemplate.Version version(long number, String image) {
            return new ObservedTemplate.Version(
                    number, Optional.of(image), Optional.empty(), Optional.of("m7i.large"), List.of("sg-11111111"));
        }

        public Seeing latest(long number, String image) {
            versions.add(version(number, image));
            latest = number;
            return this;
        }

        public Seeing standard(long number) {
            standard = number;
            return this;
        }

        public Seeing numbers(long... all) {
            numbers = LongStream.of(all).boxed().toList();
            return this;
        }

        public Seeing launching(String version) {
            launches = Optional.of(version);
            return this;
        }

        public Seeing launchingFromAnother() {
            launches = Optional.empty();
            return this;
        }

        public Seeing refreshing(String status) {
            refresh = Optional.of(status);
            return this;
        }

        public Seeing withoutImages() {
            images.clear();
            return this;
        }

        public ObservedTemplate template() {
            return new ObservedTemplate(
                    "launch-template/" + TEMPLATE,
                    true,
                    standard,
                    latest,
                    versions,
                    numbers,
                    images,
                    List.of(new ObservedTemplate.Group("web", launches, refresh)));
        }
    }
}
