/** Lifecycle hooks of groups, and the actions that hold instances; entry class {@link io.tidegate.simulatedaws.hook.LifecycleActions}. */
@NullMarked
package io.tidegate.simulatedaws.hook;

import org.jspecify.annotations.NullMarked;
