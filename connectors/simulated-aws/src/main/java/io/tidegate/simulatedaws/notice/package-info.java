/** What AWS tells of instances of groups, in the shapes of its messages and events; entry class {@link io.tidegate.simulatedaws.notice.Notices}. */
@NullMarked
package io.tidegate.simulatedaws.notice;

import org.jspecify.annotations.NullMarked;
