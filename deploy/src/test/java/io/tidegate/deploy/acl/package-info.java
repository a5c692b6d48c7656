@NullMarked
package io.tidegate.deploy.acl;

import org.jspecify.annotations.NullMarked;
