package io.tidegate.deploy.simulation;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidegate.deploy.simulation.Simulation.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What many runs did, printed and kept as JSON beside the test reports. */
final class Tally {
    private static final Path FILE = Path.of("target", "simulation.json");

    private final SortedMap<String, Long> faults = new TreeMap<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final SortedMap<String, Long> violations = new TreeMap<>();

    void add(Result result) {
        result.faults().forEach((kind, count) -> faults.merge(kind, count, Long::sum));
        add("seeds", 1);
        add("steps", result.counts().steps());
        add("calls", result.counts().calls());
        add("commands", result.counts().commands());
        add("crashes", result.counts().crashes());
        result.violation()
                .ifPresent(violation -> violations.merge(violation.invariant().name(), 1L, Long::sum));
    }

    private void add(String what, long count) {
        counts.merge(what, count, Long::sum);
    }

    void write() {
        var all = new LinkedHashMap<String, Object>(counts);
        all.put("faults", faults);
        all.put("violations", violations);
        try {
            var json = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(all);
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, json);
            System.out.println("fault simulation: " + all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
