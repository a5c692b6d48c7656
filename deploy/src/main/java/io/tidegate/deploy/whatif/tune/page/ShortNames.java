package io.tidegate.deploy.whatif.tune.page;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Ends of paths that tell them apart: what fits into a column. */
record ShortNames(Map<String, String> byPath) {
    static ShortNames of(List<String> paths) {
        var byPath = new TreeMap<String, String>();
        paths.forEach(path -> byPath.put(path, shortest(path, paths)));
        return new ShortNames(byPath);
    }

    private static String shortest(String path, List<String> all) {
        for (int dot = path.lastIndexOf('.'); dot >= 0; dot = path.lastIndexOf('.', dot - 1)) {
            var end = path.substring(dot);
            // A dot in the name of an item ends no key.
            boolean isInBrackets = path.lastIndexOf('[', dot) > path.lastIndexOf(']', dot);
            if (!isInBrackets
                    && all.stream().filter(other -> other.endsWith(end)).count() == 1) {
                return end.substring(1);
            }
        }
        return path;
    }

    String of(String path) {
        return Objects.requireNonNull(byPath.get(path), path);
    }
}
