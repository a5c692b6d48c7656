package io.tidegate.deploy.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGeneratorFactory;

/**
 * A load over time: rows that last one step each, from the first again after the last.
 *
 * @param levels relative to the busy level of the trace: 1 is its 99th percentile, so a spike may be above
 * @param step how long a row lasts
 */
public record LoadTrace(List<Double> levels, Duration step) {
    // A day in five minutes.
    private static final int DAY_ROWS = 300;

    public LoadTrace {
        levels = List.copyOf(levels);
        if (levels.isEmpty()) {
            throw new IllegalArgumentException("trace must have at least one row, had none");
        }
        if (!step.isPositive()) {
            throw new IllegalArgumentException("step must be positive, was " + step);
        }
    }

    /** A day with its night, its two peaks, some noise and a few spikes; the same for the same seed. */
    public static LoadTrace day(long seed, Duration step) {
        var random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var values = new double[DAY_ROWS];
        double spike = 0;
        for (int row = 0; row < DAY_ROWS; row++) {
            double hour = 24.0 * row / DAY_ROWS + 8;
            double curve = 0.45 - 0.3 * Math.cos(Math.PI * hour / 12) - 0.12 * Math.cos(Math.PI * hour / 6);
            spike = random.nextInt(40) == 0 ? 0.5 + random.nextDouble() / 2 : spike * 0.8;
            values[row] = Math.max(0.05, curve * (0.95 + random.nextDouble() / 10) + spike);
        }
        return scaled(values, step);
    }

    /**
     * Reads {@code timestamp,value} lines; the times give the order only.
     *
     * @throws IllegalArgumentException naming file and line of the first line that is not so
     */
    public static LoadTrace read(Path file, Duration step) {
        var values = new ArrayList<Double>();
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            String actual = e instanceof NoSuchFileException ? "missing" : "not";
            throw new IllegalArgumentException(
                    "%s: trace must be a readable text file, was %s".formatted(file, actual), e);
        }
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            boolean header = number == 1 && line.strip().equals("timestamp,value");
            if (!header && !line.isBlank()) {
                values.add(value(file, number, line));
            }
        }
        if (values.isEmpty()) {
            throw new IllegalArgumentException("%s: trace must have at least one row, had none".formatted(file));
        }
        return scaled(values.stream().mapToDouble(Double::doubleValue).toArray(), step);
    }

    private static double value(Path file, int number, String line) {
        var cells = line.split(",", -1);
        try {
            double value = cells.length == 2 ? Double.parseDouble(cells[1].strip()) : Double.NaN;
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, like every other line that is not so.
        }
        throw new IllegalArgumentException("%s:%d: line must be timestamp,value with a number of at least 0, was \"%s\""
                .formatted(file, number, line));
    }

    private static LoadTrace scaled(double[] values, Duration step) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        double busy = sorted[(int) Math.ceil(0.99 * sorted.length) - 1];
        double unit = busy > 0 ? busy : 1;
        return new LoadTrace(
                Arrays.stream(values).mapToObj(value -> value / unit).toList(), step);
    }

    /** The level after {@code elapsed}. */
    public double at(Duration elapsed) {
        long row = elapsed.toMillis() / step.toMillis();
        return levels.get((int) (row % levels.size()));
    }
}
