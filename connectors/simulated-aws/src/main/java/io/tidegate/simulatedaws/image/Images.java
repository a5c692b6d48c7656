package io.tidegate.simulatedaws.image;

import io.tidegate.simulatedaws.identity.Place;
import io.tidegate.simulatedaws.image.Image.State;
import io.tidegate.simulatedaws.physics.Latency;
import io.tidegate.simulatedaws.physics.Timeline;
import io.tidegate.simulatedaws.protocol.ApiError;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;

/** The images that the account sees; to be published and withdrawn at will. Not thread-safe. */
public final class Images {
    /** From the snapshot of a small root volume to its image being available; EC2 promises no figure. */
    private static final Latency PENDING = Latency.ofSeconds(60, 180);

    private final TreeMap<String, Image> byId = new TreeMap<>();
    private final Timeline timeline;
    private final RandomGenerator random;
    private final Latency pending;
    private final BiConsumer<String, String> watcher;
    private final Place place;

    /**
     * @param pace divides how long images are pending
     * @param watcher told the id and the new state of an image, in AWS's spelling
     */
    public Images(
            Timeline timeline, RandomGenerator random, double pace, BiConsumer<String, String> watcher, Place place) {
        this.timeline = timeline;
        this.random = random;
        this.pending = PENDING.dividedBy(pace);
        this.watcher = watcher;
        this.place = place;
    }

    /**
     * Registers an image, created now: pending for a while, and available then.
     *
     * @throws IllegalArgumentException when its id is taken
     */
    public void publish(ImagePlan plan) {
        register(plan, State.PENDING);
        timeline.at(
                timeline.now().plus(pending.draw(random)),
                () -> find(plan.id())
                        .filter(image -> image.state() == State.PENDING) // It may have been disabled in the meantime.
                        .ifPresent(image -> become(image, State.AVAILABLE)));
    }

    /**
     * Registers an image, created now, that is available already: nobody is told.
     *
     * @throws IllegalArgumentException when its id is taken
     */
    public void add(ImagePlan plan) {
        register(plan, State.AVAILABLE);
    }

    private void register(ImagePlan plan, State state) {
        if (byId.containsKey(plan.id())) {
            throw new IllegalArgumentException("image must be new, but " + plan.id() + " exists");
        }
        byId.put(plan.id(), new Image(plan, ownerOf(plan), timeline.now(), state, null));
    }

    private String ownerOf(ImagePlan plan) {
        return plan.owner() == null ? place.account() : plan.owner();
    }

    /**
     * Deprecates an image: it can still be launched, and only its owner sees it without asking for deprecated ones.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public void deprecate(String id) {
        byId.put(id, existing(id).deprecated(timeline.now()));
    }

    /**
     * Disables an image: nothing can be launched from it.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public void disable(String id) {
        become(existing(id), State.DISABLED);
    }

    /**
     * Deregisters an image: it is no more, and what runs from it goes on.
     *
     * @throws IllegalArgumentException when there is none of that id
     */
    public void deregister(String id) {
        byId.remove(existing(id).id());
        watcher.accept(id, "deregistered");
    }

    /** What EC2 refuses a launch from an image with; empty when it does not. */
    public Optional<ApiError> refusal(String id) {
        var state = find(id).map(Image::state);
        if (state.isEmpty()) {
            return Optional.of(notFound(id));
        }
        return switch (state.get()) {
            case PENDING, DISABLED ->
                Optional.of(
                        ApiError.badRequest("InvalidAMIID.Unavailable", "The image ID '" + id + "' is not available"));
            case AVAILABLE -> Optional.empty();
        };
    }

    static ApiError notFound(String id) {
        return ApiError.badRequest("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist");
    }

    private void become(Image image, State state) {
        byId.put(image.id(), image.in(state));
        watcher.accept(image.id(), state.text());
    }

    List<Image> all() {
        return List.copyOf(byId.values());
    }

    Optional<Image> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private Image existing(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("image must exist, but " + id + " does not"));
    }
}
