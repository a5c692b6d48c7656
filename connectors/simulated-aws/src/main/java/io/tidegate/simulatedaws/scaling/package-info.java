/** Application Auto Scaling: scalable targets and what registering one does to the capacity behind it. */
@NullMarked
package io.tidegate.simulatedaws.scaling;

import org.jspecify.annotations.NullMarked;
