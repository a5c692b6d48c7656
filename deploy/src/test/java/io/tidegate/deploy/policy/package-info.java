@NullMarked
package io.tidegate.deploy.policy;

import org.jspecify.annotations.NullMarked;
