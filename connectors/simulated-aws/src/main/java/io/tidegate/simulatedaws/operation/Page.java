package io.tidegate.simulatedaws.operation;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A page of a sorted listing. The token holds the key of the last item, so a listing that changes between pages neither repeats
 * nor loses what stayed.
 *
 * @param nextToken null on the last page, as the SDK's builders take it
 */
public record Page<T>(List<T> items, @Nullable String nextToken) {

    /**
     * Cuts the page that follows {@code token}.
     *
     * @param sorted in ascending order of {@code key}
     * @param token of the page before, or null for the first page
     * @return empty when the token is none of ours
     */
    public static <T> Optional<Page<T>> after(
            @Nullable String token, List<T> sorted, Function<T, String> key, int size) {
        return decoded(token).map(last -> cut(sorted, last, key, size));
    }

    private static <T> Page<T> cut(List<T> sorted, String last, Function<T, String> key, int size) {
        var rest = sorted.stream()
                .filter(item -> last.isEmpty() || key.apply(item).compareTo(last) > 0)
                .toList();
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        var items = rest.subList(0, size);
        return new Page<>(items, encoded(key.apply(items.getLast())));
    }

    private static String encoded(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<String> decoded(@Nullable String token) {
        try {
            return Optional.of(
                    token == null ? "" : new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }
}
