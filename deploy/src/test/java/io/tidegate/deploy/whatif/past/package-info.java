@NullMarked
package io.tidegate.deploy.whatif.past;

import org.jspecify.annotations.NullMarked;
