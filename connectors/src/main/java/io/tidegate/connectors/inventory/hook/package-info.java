/**
 * Observes groups whose lifecycle hooks are answered: their hooks, and the load balancers that know their instances; {@link
 * io.tidegate.connectors.inventory.hook.HookReader} asks AWS, {@code HookMapper} is the pure part.
 */
@NullMarked
package io.tidegate.connectors.inventory.hook;

import org.jspecify.annotations.NullMarked;
