/** What each part of an installation needs to be allowed on Kafka: {@link io.tidegate.deploy.acl.Acls} knows. */
@NullMarked
package io.tidegate.deploy.acl;

import org.jspecify.annotations.NullMarked;
