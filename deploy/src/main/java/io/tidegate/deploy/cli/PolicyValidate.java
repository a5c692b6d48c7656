package io.tidegate.deploy.cli;

import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code policy validate}. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Checks policy files by what the program and the JSON Schema know, lists every problem with its place, and warns of what is hardly meant; needs no Kafka. Exit 1 when one is wrong.",
        footer = {"", "Example: tidegate policy validate web.yaml"})
final class PolicyValidate extends Verb {
    private final Shell shell;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Policy files.")
    List<Path> files = List.of();

    PolicyValidate(Shell shell) {
        this.shell = shell;
    }

    @Override
    Answer answer() {
        var read = PolicyFiles.read(files, shell).heldAgainstSchema(files);
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "policies",
                read.documents().stream().map(found -> found.policy().name()).toList());
        json.put(
                "definitions",
                read.definitions().stream().map(PolicyDocument::file).toList());
        json.put("problems", read.problems().stream().map(PolicyValidate::json).toList());
        json.put("warnings", read.warnings().stream().map(PolicyValidate::json).toList());
        read.warnings().forEach(warning -> note("warning: " + warning));
        if (read.problems().isEmpty()) {
            return Answer.ok(lines(read), json);
        }
        read.problems().forEach(problem -> note(problem.toString()));
        return new Answer(Exit.ERROR, List.of(), json);
    }

    private static List<String> lines(PolicyFiles read) {
        var lines = new ArrayList<String>();
        read.documents()
                .forEach(found -> lines.add("%s: policy \"%s\" is valid"
                        .formatted(found.file(), found.policy().name())));
        read.definitions()
                .forEach(found -> lines.add("%s: definition of cluster \"%s\" is valid"
                        .formatted(found.file(), found.policy().name())));
        return lines;
    }

    private static Map<String, Object> json(Problem problem) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", problem.file());
        json.put("line", problem.line());
        json.put("column", problem.column());
        json.put("message", problem.message());
        return json;
    }
}
