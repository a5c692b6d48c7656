package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.schema.SchemaCheck;
import io.tidegate.streams.ecsautoscale.Definition;
import io.tidegate.streams.ecsautoscale.EcsAutoscalePolicies;
import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.PolicyReader;
import io.tidegate.streams.policy.file.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The policies of some files.
 *
 * @param documents the valid ones, in order
 * @param definitions those of ecs-autoscale, in order
 * @param problems of all files, in order
 * @param warnings of all files, in order
 */
record PolicyFiles(
        List<PolicyDocument> documents,
        List<PolicyDocument> definitions,
        List<Problem> problems,
        List<Problem> warnings) {

    private static final Pattern API_VERSION = Pattern.compile("(?m)^\\s*[\"']?apiVersion[\"']?\\s*:");

    /**
     * Reads files.
     *
     * @throws Failure when one cannot be read
     */
    static PolicyFiles read(List<Path> files, Shell shell) {
        var documents = new ArrayList<PolicyDocument>();
        var definitions = new ArrayList<PolicyDocument>();
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<Problem>();
        for (var file : files) {
            String text = text(file, "a policy file");
            boolean definition = Definition.isText(text);
            var parsed = definition
                    ? EcsAutoscalePolicies.read(file.toString(), text, shell.environment())
                    : PolicyReader.read(file.toString(), text, shell.environment());
            (definition ? definitions : documents).addAll(parsed.documents());
            problems.addAll(parsed.problems());
            warnings.addAll(parsed.warnings());
        }
        return new PolicyFiles(documents, definitions, problems, warnings);
    }

    /**
     * The same with what the JSON Schema refuses and the reader takes, which is nothing unless one of them is wrong. Only
     * checks ask for it: a defect of the schema must not keep a policy from being applied.
     *
     * @throws Failure when a file cannot be read
     */
    PolicyFiles heldAgainstSchema(List<Path> files) {
        var refused = new ArrayList<Problem>();
        for (var file : files) {
            String text = text(file, "a policy file");
            if (!Definition.isText(text)) {
                refused.addAll(SchemaCheck.problems(file.toString(), text, problemsOf(file.toString())));
            }
        }
        var held = documents.stream()
                .filter(document ->
                        refused.stream().noneMatch(problem -> problem.file().equals(document.file())))
                .toList();
        var all = Stream.concat(problems.stream(), refused.stream()).toList();
        return new PolicyFiles(held, definitions, all, warnings);
    }

    private List<Problem> problemsOf(String file) {
        return problems.stream().filter(problem -> problem.file().equals(file)).toList();
    }

    /**
     * All of them when nothing is wrong.
     *
     * @throws Failure with all problems
     */
    List<PolicyDocument> valid() {
        refuse("invalid-policy", problems);
        return Stream.concat(documents.stream(), definitions.stream()).toList();
    }

    /**
     * Ends the verb when there are problems.
     *
     * @throws Failure with all of them
     */
    static void refuse(String code, List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw Failure.error(code, problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
    }

    /** Whether a text is meant as policies, and not as a file of ecs-autoscale. */
    static boolean isPolicy(String text) {
        return API_VERSION.matcher(text).find();
    }

    /**
     * The text of a file.
     *
     * @param kind what it must be, for messages
     * @throws Failure when it cannot be read
     */
    static String text(Path file, String kind) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file, kind))).toString();
        } catch (CharacterCodingException e) {
            throw Failure.error("no-file", file + " must be UTF-8, was not");
        }
    }

    /**
     * What a file holds.
     *
     * @param kind what it must be, for messages
     * @throws Failure when it cannot be read
     */
    static byte[] bytes(Path file, String kind) {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw Failure.error("no-file", "%s must be %s, was missing".formatted(file, kind));
        } catch (IOException e) {
            throw Failure.error("no-file", "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
