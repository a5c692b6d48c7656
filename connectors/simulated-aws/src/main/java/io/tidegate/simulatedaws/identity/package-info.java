/** AWS STS, as far as it says who is calling; entry class {@link io.tidegate.simulatedaws.identity.StsApi}. */
@NullMarked
package io.tidegate.simulatedaws.identity;

import org.jspecify.annotations.NullMarked;
