package io.tidegate.deploy.whatif.past;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads CSV: a header with {@code timestamp} and at least one more column, then rows of times and numbers. {@code target} names
 * whose row it is, {@code running} and {@code desired} tell the capacity, all other columns are readings. Times are ISO-8601, with
 * a space for the T if need be and UTC unless they say otherwise, or seconds or milliseconds since 1970. A cell that is empty or
 * NaN is nothing known. Rows may come in any order; of two of the same time the later one counts.
 */
public final class TraceReader {
    private static final String TIMESTAMP = "timestamp";
    private static final String TARGET = "target";
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final long MAX_ROWS = 10_000_000;
    // Until the year 5138 seconds are below it, and milliseconds above it since 1973.
    private static final double SECONDS_END = 1e11;

    private final Path file;
    private final Map<String, List<Row>> rows = new TreeMap<>();
    private List<String> header = List.of();
    private int number;

    @SuppressWarnings("ArrayRecordComponent") // Seen by nobody else.
    private record Row(long at, double[] cells) {}

    private TraceReader(Path file) {
        this.file = file;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException naming file and line of the first thing that is not so
     */
    public static Trace read(Path file) {
        return new TraceReader(file).read();
    }

    private Trace read() {
        try (var lines = Files.newBufferedReader(file)) {
            header(lines.readLine());
            rows(lines);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("%s: trace must be a CSV file, was missing".formatted(file), e);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "%s: trace must be a readable text file, was not: %s".formatted(file, e.getMessage()), e);
        }
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("%s: trace must have at least one row, had none".formatted(file));
        }
        return trace();
    }

    private void header(@Nullable String line) {
        number = 1;
        header = line == null ? List.of() : cells(line.replace(BYTE_ORDER_MARK, ""));
        if (!header.contains(TIMESTAMP) || header.size() < 2) {
            throw wrong("header must name timestamp and at least one more column", line == null ? "" : line);
        }
        if (header.stream().distinct().count() < header.size()) {
            throw wrong("header must name each column once", line == null ? "" : line);
        }
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(",", -1)).map(TraceReader::bare).toList();
    }

    private static String bare(String cell) {
        String text = cell.strip();
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
        return quoted ? text.substring(1, text.length() - 1).strip() : text;
    }

    private void rows(BufferedReader lines) throws IOException {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                row(line);
            }
            if (number > MAX_ROWS) {
                throw wrong("trace must have at most %d lines".formatted(MAX_ROWS), "more");
            }
        }
    }

    private void row(String line) {
        var cells = cells(line);
        if (cells.size() != header.size()) {
            throw wrong("line must have %d cells".formatted(header.size()), line);
        }
        var values = new double[header.size()];
        long at = 0;
        String target = "";
        for (int column = 0; column < values.length; column++) {
            String cell = cells.get(column);
            switch (header.get(column)) {
                case TIMESTAMP -> at = time(cell);
                case TARGET -> target = cell;
                default -> values[column] = value(header.get(column), cell);
            }
        }
        rows.computeIfAbsent(target, _ -> new ArrayList<>()).add(new Row(at, values));
    }

    private double value(String column, String cell) {
        if (cell.isEmpty() || cell.equalsIgnoreCase("nan")) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(cell);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Told below, like every other cell that is no number.
        }
        throw wrong("%s must be a number of at least 0, or empty".formatted(column), cell);
    }

    private long time(String cell) {
        try {
            double number = Double.parseDouble(cell);
            return Math.round(number < SECONDS_END ? number * 1000 : number);
        } catch (NumberFormatException _) {
            return date(cell);
        }
    }

    private long date(String cell) {
        String iso = cell.indexOf(' ') == "2026-01-01".length() ? cell.replaceFirst(" ", "T") : cell;
        try {
            boolean zoned = iso.endsWith("Z") || iso.matches(".*T.*[+-][0-9:]+");
            Instant at = zoned
                    ? OffsetDateTime.parse(iso).toInstant()
                    : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            return at.toEpochMilli();
        } catch (DateTimeException _) {
            throw wrong("timestamp must be ISO-8601 or seconds since 1970", cell);
        }
    }

    private IllegalArgumentException wrong(String rule, String actual) {
        return new IllegalArgumentException("%s:%d: %s, was \"%s\"".formatted(file, number, rule, actual));
    }

    private Trace trace() {
        var lines = new TreeMap<String, Trace.Lines>();
        boolean unordered = false;
        int repeated = 0;
        for (var entry : rows.entrySet()) {
            var sorted = new ArrayList<>(entry.getValue());
            sorted.sort(Comparator.comparingLong(Row::at));
            unordered |= !sorted.equals(entry.getValue());
            var distinct = lastOfEach(sorted);
            repeated += sorted.size() - distinct.size();
            lines.put(entry.getKey(), lines(distinct));
        }
        return new Trace(file.toString(), step(lines), lines, repeated, unordered);
    }

    private static List<Row> lastOfEach(List<Row> sorted) {
        var distinct = new ArrayList<Row>(sorted.size());
        for (var row : sorted) {
            if (!distinct.isEmpty() && distinct.getLast().at() == row.at()) {
                distinct.removeLast();
            }
            distinct.add(row);
        }
        return distinct;
    }

    private Trace.Lines lines(List<Row> sorted) {
        var columns = new TreeMap<String, double[]>();
        for (int column = 0; column < header.size(); column++) {
            int index = column;
            if (!List.of(TIMESTAMP, TARGET).contains(header.get(column))) {
                columns.put(
                        header.get(column),
                        sorted.stream().mapToDouble(row -> row.cells()[index]).toArray());
            }
        }
        return new Trace.Lines(sorted.stream().mapToLong(Row::at).toArray(), columns);
    }

    // The median, so that gaps and irregular rows do not count; a minute for a single row.
    private static long step(SortedMap<String, Trace.Lines> lines) {
        long[] steps = lines.values().stream()
                .flatMapToLong(of ->
                        IntStream.range(1, of.times().length).mapToLong(row -> of.times()[row] - of.times()[row - 1]))
                .sorted()
                .toArray();
        return steps.length == 0 ? 60_000 : Math.max(1000, steps[steps.length / 2]);
    }
}
