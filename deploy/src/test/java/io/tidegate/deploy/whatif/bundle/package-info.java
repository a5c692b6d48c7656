@NullMarked
package io.tidegate.deploy.whatif.bundle;

import org.jspecify.annotations.NullMarked;
