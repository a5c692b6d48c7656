@NullMarked
package io.tidegate.deploy.whatif.tune;

import org.jspecify.annotations.NullMarked;
