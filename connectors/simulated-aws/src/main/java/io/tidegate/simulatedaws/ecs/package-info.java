/** Amazon ECS as its API has it: operations, shapes, errors and paging over clusters, services, tasks and instances. */
@NullMarked
package io.tidegate.simulatedaws.ecs;

import org.jspecify.annotations.NullMarked;
