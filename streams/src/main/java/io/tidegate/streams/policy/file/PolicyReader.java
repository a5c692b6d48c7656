package io.tidegate.streams.policy.file;

import io.tidegate.streams.policy.CapacityPolicy;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.policy.TargetClaims;
import io.tidegate.streams.policy.TargetKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;

/**
 * Reads policy files. Strict: a key that is unknown, doubled or not built yet is a problem, and all problems of a file are
 * told at once, each with its position.
 *
 * <p>Placeholders {@code %(NAME)} and <code>${NAME}</code> in a source's url, user, password, headers and payload are
 * secrets: kept as they are. Anywhere else they are replaced by the variable's value; where a list stands, a placeholder may
 * stand for a comma list. In an expression, write {@code a % (b)} for a remainder.
 */
public final class PolicyReader {
    private static final String API_VERSION = "tidegate/v1";
    private static final Map<String, Function<Section, Optional<? extends Policy>>> KINDS = Map.of(
            "ServicePolicy",
            root -> CapacityPolicyReader.read(root, TargetKind.SERVICE),
            "GroupPolicy",
            root -> CapacityPolicyReader.read(root, TargetKind.GROUP),
            "TargetPolicy",
            root -> CapacityPolicyReader.read(root, TargetKind.TARGET),
            "ClusterPolicy",
            ClusterPolicyReader::read,
            "DrainPolicy",
            DrainPolicyReader::read,
            "ImagePolicy",
            ImagePolicyReader::read);

    private final String file;
    private final String text;
    private final Function<String, Optional<String>> environment;
    private final List<PolicyDocument> documents = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<Problem> warnings = new ArrayList<>();

    private PolicyReader(String file, String text, Function<String, Optional<String>> environment) {
        this.file = file;
        this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.environment = environment;
    }

    /**
     * Reads a file of one or more policies.
     *
     * @param file its name, for messages and provenance
     * @param environment values of variables; empty for one that is not set
     */
    public static Parsed read(String file, String text, Function<String, Optional<String>> environment) {
        return new PolicyReader(file, text, environment).read();
    }

    private Parsed read() {
        var contents = YamlDocument.read(file, text);
        contents.problem().ifPresent(problems::add);
        contents.documents().forEach(this::read);
        if (documents.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(file, 1, 1, "file must hold at least one policy, was empty"));
        }
        return new Parsed(
                documents, problems.stream().sorted(Problem.BY_POSITION).toList(), warnings);
    }

    private void read(YamlDocument document) {
        var reading = new Reading(file, environment);
        Mark start = document.root().getStartMark().orElseThrow();
        if (document.root() instanceof MappingNode root) {
            policy(reading, new Section(reading, "", root)).ifPresent(policy -> add(policy, reading, document, start));
        } else {
            reading.problem(start, "document must be a mapping");
        }
        problems.addAll(reading.problems());
    }

    private static Optional<? extends Policy> policy(Reading reading, Section root) {
        if (root.has("autoscale_group") && !root.has("apiVersion")) {
            reading.problem(
                    root.mark(),
                    "document must be a policy; one of ecs-autoscale must be a file of its own, named after its cluster");
            return Optional.empty();
        }
        root.require("apiVersion").choice(API_VERSION, Map.of(API_VERSION, API_VERSION), _ -> false);
        return root.require("kind")
                .choice(_ -> Optional.empty(), KINDS, _ -> false)
                .apply(root);
    }

    private void add(Policy policy, Reading reading, YamlDocument document, Mark start) {
        List<Policy> others = documents.stream().map(PolicyDocument::policy).toList();
        if (others.stream().anyMatch(other -> other.name().equals(policy.name()))) {
            reading.problem(start, "name must be unique in a file, was \"%s\" twice".formatted(policy.name()));
        }
        TargetClaims.conflicts(others, policy).forEach(conflict -> reading.problem(start, conflict.toString()));
        if (reading.problems().isEmpty()) {
            String applied = reading.splices()
                            .applied(text, document.start(), document.end())
                            .strip() + "\n";
            documents.add(new PolicyDocument(file, start.getLine() + 1, policy, reading.constants(), applied));
            warn(policy, start);
        }
    }

    private void warn(Policy policy, Mark start) {
        if (policy instanceof CapacityPolicy capacity) {
            Warnings.of(capacity)
                    .forEach(warning ->
                            warnings.add(new Problem(file, start.getLine() + 1, start.getColumn() + 1, warning)));
        }
    }
}
