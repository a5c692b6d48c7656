/** Launch templates and their versions; entry class {@link io.tidegate.simulatedaws.template.LaunchTemplates}. */
@NullMarked
package io.tidegate.simulatedaws.template;

import org.jspecify.annotations.NullMarked;
