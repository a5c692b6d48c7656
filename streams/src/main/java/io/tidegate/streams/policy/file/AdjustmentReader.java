package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.Adjustment;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a {@code change}: {@code 2} tasks, {@code "25%"} of the capacity, or {@code exact: 5}. */
final class AdjustmentReader {
    private static final String EXPECTED = "a whole number, a percentage such as \"25%\", or {exact: 5}";
    private static final Pattern COUNT = Pattern.compile("[-+]?[0-9]{1,7}");
    private static final Pattern PERCENT = Pattern.compile("[-+]?[0-9]{1,6}(\\.[0-9]{1,6})?%");

    private AdjustmentReader() {}

    /** Empty after a problem. */
    static Optional<Adjustment> read(Value value) {
        if (value.isMapping()) {
            return value.section().flatMap(AdjustmentReader::exact);
        }
        return value.scalar(EXPECTED).flatMap(scalar -> {
            boolean number = scalar.isPlain() || Placeholders.in(scalar.getValue());
            return value.read(EXPECTED, text -> parsed(text, number));
        });
    }

    private static Optional<Adjustment> exact(Section section) {
        int capacity = section.require("exact").integer(0);
        return section.build(() -> new Adjustment.Exact(capacity));
    }

    // A number in quotes is a text, here as everywhere.
    private static Optional<Adjustment> parsed(String text, boolean number) {
        if (number && COUNT.matcher(text).matches()) {
            return Optional.of(new Adjustment.Count(Integer.parseInt(text)));
        }
        if (PERCENT.matcher(text).matches()) {
            double percent = Double.parseDouble(text.substring(0, text.length() - 1));
            return percent >= -100 ? Optional.of(new Adjustment.Percent(percent, 1)) : Optional.empty();
        }
        return Optional.empty();
    }
}
