@NullMarked
package io.tidegate.deploy.whatif.simulation;

import org.jspecify.annotations.NullMarked;
