/** Tasks through their lives, and where they come to run; entry class {@link io.tidegate.simulatedaws.task.TaskSet}. */
@NullMarked
package io.tidegate.simulatedaws.task;

import org.jspecify.annotations.NullMarked;
