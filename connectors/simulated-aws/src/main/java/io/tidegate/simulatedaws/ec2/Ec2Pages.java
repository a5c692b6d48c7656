package io.tidegate.simulatedaws.ec2;

import io.tidegate.simulatedaws.operation.Page;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Pages as EC2 cuts them: by MaxResults and NextToken. */
public final class Ec2Pages {
    private Ec2Pages() {}

    /**
     * The page that follows {@code token}.
     *
     * @param key that things are ordered by
     * @param size null for as many as there may be
     * @param most things on a page
     * @throws io.tidegate.simulatedaws.protocol.ApiError when the size is out of range, or the token none of ours
     */
    public static <T> Page<T> page(
            @Nullable String token, List<T> things, Function<T, String> key, @Nullable Integer size, int most) {
        int wanted = size == null ? most : size;
        if (wanted < 1 || wanted > most) {
            throw Ec2Errors.invalid("Value ( " + wanted + " ) for parameter maxResults is invalid. Expecting a value"
                    + " between 1 and " + most + ".");
        }
        var sorted = things.stream().sorted(Comparator.comparing(key)).toList();
        return Page.after(token, sorted, key, wanted)
                .orElseThrow(() -> Ec2Errors.invalid("Invalid value '" + token + "' for nextToken"));
    }
}
