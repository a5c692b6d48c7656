/** Amazon ECS: clusters, services and tasks that take their time; entry classes {@link io.tidegate.simulatedaws.ecs.Fleet} and {@link io.tidegate.simulatedaws.ecs.EcsApi}. */
@NullMarked
package io.tidegate.simulatedaws.ecs;

import org.jspecify.annotations.NullMarked;
