package io.tidegate.connectors.provision;

import java.util.List;
import software.amazon.awssdk.services.autoscaling.model.PutLifecycleHookRequest;

/** Changes of a lifecycle hook. */
public sealed interface HookChange extends Change {
    Hook hook();

    @Override
    default ResourceId subject() {
        return hook().id();
    }

    @Override
    default String call() {
        return "autoscaling:" + getClass().getSimpleName();
    }

    /** Makes it, or sets what differs; the call is the same. */
    record PutLifecycleHook(Hook hook, PutLifecycleHookRequest request, List<Difference> sets) implements HookChange {}

    /** Removes it; AWS lets go what it holds. */
    record DeleteLifecycleHook(Hook hook) implements HookChange {}
}
