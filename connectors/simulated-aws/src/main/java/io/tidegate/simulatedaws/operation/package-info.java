/** How an API's operations are listed, found and paged; entry class {@link io.tidegate.simulatedaws.operation.OperationTable}. */
@NullMarked
package io.tidegate.simulatedaws.operation;

import org.jspecify.annotations.NullMarked;
