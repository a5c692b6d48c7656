package io.tidegate.deploy.cli;

import io.tidegate.deploy.acl.Acl;
import io.tidegate.deploy.acl.Acls;
import io.tidegate.deploy.acl.Part;
import io.tidegate.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code topics acls}. */
@Command(
        name = "acls",
        mixinStandardHelpOptions = true,
        description = {
            "Lists what each part of an installation must be allowed on Kafka. It asks nobody and changes nothing.",
            "Whoever runs several roles needs what they need together."
        },
        footer = {"", "Example: tidegate topics acls --principal-executor User:executor --format kafka-acls"})
final class TopicsAcls extends Verb {
    private static final String DEFAULT_PRINCIPAL = "User:tidegate";

    /** How they are printed for people. */
    enum Format {
        TABLE,
        KAFKA_ACLS;

        // As it is typed.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    @Option(
            names = "--principal",
            paramLabel = "TYPE:NAME",
            description = "Who comes to Kafka where no other option says so; default: ${DEFAULT-VALUE}.")
    String principal = DEFAULT_PRINCIPAL;

    @Option(names = "--principal-connectors", paramLabel = "TYPE:NAME", description = "The role connectors.")
    @Nullable
    String connectors;

    @Option(names = "--principal-streams", paramLabel = "TYPE:NAME", description = "The role streams.")
    @Nullable
    String streams;

    @Option(names = "--principal-executor", paramLabel = "TYPE:NAME", description = "The role executor.")
    @Nullable
    String executor;

    @Option(names = "--principal-shadow", paramLabel = "TYPE:NAME", description = "The role shadow.")
    @Nullable
    String shadow;

    @Option(
            names = "--principal-outcomes",
            paramLabel = "TYPE:NAME",
            description = "The role executor where outcomes go to sinks; default: the executor's.")
    @Nullable
    String outcomes;

    @Option(
            names = "--principal-registry",
            paramLabel = "TYPE:NAME",
            description = "An instance without registry.url, which keeps the schemas itself.")
    @Nullable
    String registry;

    @Option(names = "--principal-cli", paramLabel = "TYPE:NAME", description = "People, through the command line.")
    @Nullable
    String cli;

    @Option(
            names = "--principal-replay",
            paramLabel = "TYPE:NAME",
            description = "People who replay dead letters; default: that of the command line.")
    @Nullable
    String replay;

    @Option(names = "--principal-publisher", paramLabel = "TYPE:NAME", description = "Applications with samples.")
    @Nullable
    String publisher;

    @Option(
            names = "--topic-prefix",
            paramLabel = "PREFIX",
            description = "What every topic starts with; default: ${DEFAULT-VALUE}.")
    String topicPrefix = Topics.DEFAULT_PREFIX;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, or kafka-acls for lines that add them; default: ${DEFAULT-VALUE}.")
    Format format = Format.TABLE;

    @Option(
            names = "--bootstrap",
            paramLabel = "HOST:PORT",
            description = "Kafka's servers, for the lines of kafka-acls; default: ${DEFAULT-VALUE}.")
    String bootstrap = "localhost:9092";

    @Override
    Answer answer() {
        var topics = new Topics(topicPrefix);
        var lines = new ArrayList<String>();
        var json = new ArrayList<Map<String, Object>>();
        for (var part : Part.values()) {
            var acls = Acls.of(part, topics);
            lines.add("%s as %s".formatted(part.text(), principal(part)));
            acls.forEach(acl -> lines.add("  " + row(acl)));
            acls.forEach(acl -> json.add(json(part, acl)));
        }
        return Answer.ok(format == Format.TABLE ? lines : commands(topics), Map.of("acls", json));
    }

    private String principal(Part part) {
        var own = switch (part) {
            case CONNECTORS -> connectors;
            case STREAMS -> streams;
            case EXECUTOR -> executor;
            case SHADOW -> shadow;
            case OUTCOMES -> outcomes == null ? executor : outcomes;
            case REGISTRY -> registry;
            case CLI -> cli;
            case REPLAY -> replay == null ? cli : replay;
            case PUBLISHER -> publisher;
        };
        var found = Optional.ofNullable(own).orElse(principal);
        if (!found.matches("[A-Za-z]+:.+")) {
            throw Failure.usage("a principal must be TYPE:NAME such as User:tidegate, was \"%s\"".formatted(found));
        }
        return found;
    }

    // What two parts of one principal share is printed once.
    private List<String> commands(Topics topics) {
        var commands = new TreeMap<String, String>();
        for (var part : Part.values()) {
            Acls.of(part, topics).forEach(acl -> {
                String line = command(principal(part), acl);
                commands.put(line, line);
            });
        }
        return List.copyOf(commands.values());
    }

    private String command(String who, Acl acl) {
        String operations = acl.operations().stream()
                .map(operation -> "--operation " + word(operation.name()))
                .collect(Collectors.joining(" "));
        return "kafka-acls.sh --bootstrap-server %s --add --allow-principal '%s' %s %s '%s'%s"
                .formatted(
                        bootstrap,
                        who,
                        operations,
                        option(acl.resource()),
                        acl.name(),
                        acl.pattern() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "");
    }

    private static String row(Acl acl) {
        String name = acl.name() + (acl.pattern() == PatternType.PREFIXED ? "*" : "");
        String operations = acl.operations().stream().map(Enum::name).collect(Collectors.joining(", "));
        return "%-16s %-32s %s".formatted(kind(acl.resource()), name, operations);
    }

    private Map<String, Object> json(Part part, Acl acl) {
        var json = new LinkedHashMap<String, Object>();
        json.put("part", part.text());
        json.put("principal", principal(part));
        json.put("resource", kind(acl.resource()));
        json.put("pattern", word(acl.pattern().name()));
        json.put("name", acl.name());
        json.put("operations", acl.operations().stream().map(Enum::name).toList());
        return json;
    }

    private static String option(ResourceType resource) {
        return "--" + kind(resource);
    }

    private static String kind(ResourceType resource) {
        return word(resource.name()).replace('_', '-');
    }

    private static String word(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace("_configs", "Configs");
    }
}
