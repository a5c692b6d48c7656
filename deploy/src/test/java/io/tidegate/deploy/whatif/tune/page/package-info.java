@NullMarked
package io.tidegate.deploy.whatif.tune.page;

import org.jspecify.annotations.NullMarked;
