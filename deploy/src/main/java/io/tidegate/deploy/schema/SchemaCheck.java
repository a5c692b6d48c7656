package io.tidegate.deploy.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import io.tidegate.streams.policy.file.Problem;
import io.tidegate.streams.policy.file.YamlDocument;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Holds policy files against the JSON Schema that editors use, so that an editor and the program cannot disagree. What the
 * reader of policies has told already is not told again.
 */
public final class SchemaCheck {
    private static final JsonSchema SCHEMA = JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(
                    PublishedSchema.POLICY.text(),
                    SchemaValidatorsConfig.builder()
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ENGLISH)
                            .build());

    private final String file;
    private final List<Problem> told;
    private final YamlDocument document;

    private SchemaCheck(String file, List<Problem> told, YamlDocument document) {
        this.file = file;
        this.told = told;
        this.document = document;
    }

    /**
     * What the schema refuses, by position.
     *
     * @param file its name, for messages
     * @param told what the reader of policies says of the file
     */
    public static List<Problem> problems(String file, String text, List<Problem> told) {
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        return YamlDocument.read(file, unmarked).documents().stream()
                .map(document -> new SchemaCheck(file, told, document))
                .flatMap(check -> check.problems().stream())
                .toList();
    }

    private List<Problem> problems() {
        return YamlJson.of(document.root())
                .map(this::problems)
                .orElseGet(() -> List.of(problem(YamlPlace.root(document), "has more values than a policy can have")));
    }

    private List<Problem> problems(JsonNode json) {
        var problems = new ArrayList<Problem>();
        var refused = new ArrayList<YamlPlace>();
        SCHEMA.validate(json).stream()
                .map(message -> new Violation(message, place(message)))
                .filter(violation -> told.stream().noneMatch(violation.place()::isAbout))
                .sorted(Comparator.comparing(Violation::place))
                .forEach(violation -> {
                    // Where alternatives are refused, so is what each of them would have wanted inside.
                    if (refused.stream().noneMatch(violation.place()::isInside)) {
                        refused.add(violation.place());
                        problems.add(
                                problem(violation.place(), violation.message().getError()));
                    }
                });
        return problems;
    }

    private record Violation(ValidationMessage message, YamlPlace place) {}

    private YamlPlace place(ValidationMessage message) {
        var place = YamlPlace.root(document);
        var path = message.getInstanceLocation();
        for (int i = 0; i < path.getNameCount(); i++) {
            place = place.child(path.getElement(i));
        }
        return Optional.ofNullable(message.getProperty()).flatMap(place::key).orElse(place);
    }

    private Problem problem(YamlPlace place, String why) {
        return new Problem(
                file, place.line(), place.column(), "%s must fit the JSON Schema: %s".formatted(place.path(), why));
    }
}
