package io.tidegate.simulatedaws.balancing;

import io.tidegate.simulatedaws.operation.Page;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages as both APIs of Elastic Load Balancing cut them: by Marker and PageSize. */
final class Markers {
    private static final int MOST = 400; // PageSize: "1 to 400", all of them when it is not given

    private Markers() {}

    static <T> Page<T> page(
            @Nullable String marker, @Nullable Integer pageSize, List<T> sorted, Function<T, String> key) {
        int size = pageSize == null ? MOST : pageSize;
        if (size < 1 || size > MOST) {
            throw BalancerErrors.invalid("PageSize must be between 1 and " + MOST + ", was " + size);
        }
        return Page.after(marker, sorted, key, size).orElseThrow(() -> BalancerErrors.invalid("Invalid marker"));
    }
}
