/** EC2 Auto Scaling: groups, their instances, and what a change of their size does; entry class {@link io.tidegate.simulatedaws.group.Groups}. */
@NullMarked
package io.tidegate.simulatedaws.group;

import org.jspecify.annotations.NullMarked;
