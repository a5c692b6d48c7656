package io.tidegate.deploy.cli;

import io.tidegate.streams.policy.file.PolicyDocument;
import io.tidegate.streams.policy.file.PolicyReader;
import io.tidegate.streams.policy.file.Problem;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The policies of some files.
 *
 * @param documents the valid ones, in order
 * @param problems of all files, in order
 * @param warnings of all files, in order
 */
record PolicyFiles(List<PolicyDocument> documents, List<Problem> problems, List<Problem> warnings) {

    /**
     * Reads files.
     *
     * @throws Failure when one cannot be read
     */
    static PolicyFiles read(List<Path> files, Shell shell) {
        var documents = new ArrayList<PolicyDocument>();
        var problems = new ArrayList<Problem>();
        var warnings = new ArrayList<Problem>();
        for (var file : files) {
            var parsed = PolicyReader.read(file.toString(), text(file, "a policy file"), shell.environment());
            documents.addAll(parsed.documents());
            problems.addAll(parsed.problems());
            warnings.addAll(parsed.warnings());
        }
        return new PolicyFiles(documents, problems, warnings);
    }

    /**
     * The documents when nothing is wrong.
     *
     * @throws Failure with the first problem, the others counted
     */
    List<PolicyDocument> valid() {
        if (problems.isEmpty()) {
            return documents;
        }
        var others = problems.size() == 1
                ? ""
                : problems.stream().skip(1).map(Problem::toString).collect(Collectors.joining("\n", "\n", ""));
        throw Failure.error("invalid-policy", problems.getFirst() + others);
    }

    /**
     * The text of a file.
     *
     * @param kind what it must be, for messages
     * @throws Failure when it cannot be read
     */
    static String text(Path file, String kind) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw Failure.error("no-file", "%s must be %s, was missing".formatted(file, kind));
        } catch (CharacterCodingException e) {
            throw Failure.error("no-file", file + " must be UTF-8, was not");
        } catch (IOException e) {
            throw Failure.error("no-file", "%s cannot be read: %s".formatted(file, e.getMessage()));
        }
    }
}
