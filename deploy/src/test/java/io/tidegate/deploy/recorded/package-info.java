/** Cases recorded from ecs-autoscale, carried out on a simulated AWS. */
@NullMarked
package io.tidegate.deploy.recorded;

import org.jspecify.annotations.NullMarked;
