package io.tidegate.deploy.cli;

import io.tidegate.streams.ecsautoscale.Conversion;
import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.UnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code policy import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Converts the files of another autoscaler to policies, and tells what will be decided otherwise.",
            "Without --out the policies are printed. Exit 1 when a file cannot be converted; the others are."
        },
        footer = {"", "Example: tidegate policy import --from ecs-autoscale clusters --out policies"})
final class PolicyImport extends Verb {
    @Option(names = "--from", required = true, paramLabel = "NAME", description = "Whose files: ecs-autoscale.")
    String from = "";

    @Option(names = "--out", paramLabel = "FOLDER", description = "Folder to write to, one file for each cluster.")
    @Nullable
    Path out;

    @Parameters(paramLabel = "FOLDER", description = "Folder that holds the files.")
    Path folder = Path.of(".");

    private record Imported(String file, String policies, List<String> differences) {}

    @Override
    Answer answer() throws IOException {
        if (!from.equals("ecs-autoscale")) {
            throw Failure.usage("--from must be ecs-autoscale, was \"%s\"".formatted(from));
        }
        var imported = new ArrayList<Imported>();
        var problems = new ArrayList<String>();
        for (Path file : files()) {
            try {
                imported.add(convert(file));
            } catch (UnusableException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        problems.forEach(this::note);
        write(imported);
        var lines = new ArrayList<String>();
        imported.forEach(one -> lines.addAll(lines(one)));
        return new Answer(problems.isEmpty() ? Exit.OK : Exit.ERROR, lines, json(imported, problems));
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw Failure.error("no-folder", "%s must be a folder, was none".formatted(folder));
        }
        try (var all = Files.list(folder)) {
            var files = all.filter(file -> Definition.isName(file.toString()))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw Failure.error("no-file", "%s must hold files that end in .yml, was without".formatted(folder));
            }
            return files;
        }
    }

    private static Imported convert(Path file) throws UnusableException {
        String name = file.toString();
        String cluster = Definition.cluster(name);
        var conversion = Conversion.of(cluster, name, PolicyFiles.text(file, "a cluster file"));
        return new Imported(cluster + ".yaml", conversion.policies(), conversion.differences());
    }

    private void write(List<Imported> imported) throws IOException {
        if (out == null) {
            return;
        }
        Files.createDirectories(out);
        for (var one : imported) {
            Path file = out.resolve(one.file());
            if (Files.exists(file)) {
                throw Failure.error("file-exists", "%s must not exist, was there".formatted(file));
            }
            Files.writeString(file, one.policies());
        }
    }

    private List<String> lines(Imported one) {
        var lines = new ArrayList<String>();
        lines.add(out == null ? one.policies().stripTrailing() : "wrote " + out.resolve(one.file()));
        one.differences().forEach(difference -> lines.add("# differs: " + difference));
        return lines;
    }

    private static Map<String, Object> json(List<Imported> imported, List<String> problems) {
        var json = new LinkedHashMap<String, Object>();
        json.put("imported", imported.stream().map(PolicyImport::json).toList());
        json.put("problems", problems);
        return json;
    }

    private static Map<String, Object> json(Imported one) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", one.file());
        json.put("policies", one.policies());
        json.put("differences", one.differences());
        return json;
    }
}
