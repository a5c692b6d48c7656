package io.tidegate.schemas.naming;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What can be scaled, by its one spelling: {@code ecs/<cluster>/<service>}, {@code asg/<name>}, {@code cluster/<cluster>},
 * {@code appas/<namespace>/<resource>/<dimension>}, {@code instance/<id>} or {@code launch-template/<id>}, prefixed by
 * {@code <account>/<region>/} where more than one is configured.
 */
public sealed interface Target {

    /** Account and region. */
    Place place();

    /** The spelling without account and region. */
    String path();

    /** The spelling, as it stands in keys, fields and policies. */
    default String text() {
        return place().prefix() + path();
    }

    /** The scaling domain while nothing else is known: the cluster for a service, else the target itself. */
    default String domain() {
        return text();
    }

    /** An ECS service. */
    record EcsService(Place place, String cluster, String service) implements Target {
        @Override
        public String path() {
            return "ecs/" + cluster + "/" + service;
        }

        @Override
        public String domain() {
            return new Cluster(place, cluster).text();
        }
    }

    /** An EC2 Auto Scaling group. */
    record Group(Place place, String name) implements Target {
        @Override
        public String path() {
            return "asg/" + name;
        }
    }

    /** The instances of an ECS cluster. */
    record Cluster(Place place, String cluster) implements Target {
        @Override
        public String path() {
            return "cluster/" + cluster;
        }
    }

    /** An Application Auto Scaling target outside ECS; the resource may hold slashes. */
    record Scalable(Place place, String namespace, String resource, String dimension) implements Target {
        @Override
        public String path() {
            return "appas/" + namespace + "/" + resource + "/" + dimension;
        }
    }

    /** An EC2 instance. */
    record Instance(Place place, String id) implements Target {
        @Override
        public String path() {
            return "instance/" + id;
        }
    }

    /** An EC2 launch template. */
    record LaunchTemplate(Place place, String id) implements Target {
        @Override
        public String path() {
            return "launch-template/" + id;
        }
    }

    /**
     * An AWS account and region; the key of {@code scale-commands}.
     *
     * @param account 12 digits, or empty for the only one configured
     * @param region for example {@code eu-central-1}, or empty with the account
     */
    record Place(String account, String region) {
        /** The account and region of the process's own credentials. */
        public static final Place DEFAULT = new Place("", "");

        /** Key of this account and region in {@code scale-commands}; {@code default} for the only one. */
        public String key() {
            return account.isEmpty() ? "default" : account + "/" + region;
        }

        /** What stands before the names of its targets: {@code <account>/<region>/}, or nothing for the only one. */
        public String prefix() {
            return account.isEmpty() ? "" : account + "/" + region + "/";
        }
    }

    /**
     * Reads a target.
     *
     * @throws IllegalArgumentException naming the forms that exist, when the text is none of them
     */
    static Target parse(String text) {
        var parts = List.of(text.split("/", -1));
        if (parts.size() > 2 && Spelling.ACCOUNT.matcher(parts.get(0)).matches()) {
            return parse(text, new Place(parts.get(0), parts.get(1)), parts.subList(2, parts.size()));
        }
        return parse(text, Place.DEFAULT, parts);
    }

    private static Target parse(String text, Place place, List<String> parts) {
        if (parts.stream().anyMatch(String::isBlank)) {
            throw Spelling.unknown(text);
        }
        int size = parts.size();
        String tail = String.join("/", parts.subList(1, size));
        boolean one = size == 2;
        @Nullable
        Target target = switch (parts.get(0)) {
            case "ecs" -> size == 3 ? new EcsService(place, parts.get(1), parts.get(2)) : null;
            case "asg" -> size >= 2 ? new Group(place, tail) : null;
            case "cluster" -> one ? new Cluster(place, tail) : null;
            case "appas" -> size >= 4 && !parts.get(1).equals("ecs") ? scalable(place, parts) : null;
            case "instance" -> one ? new Instance(place, tail) : null;
            case "launch-template" -> one ? new LaunchTemplate(place, tail) : null;
            default -> null;
        };
        if (target == null) {
            throw Spelling.unknown(text);
        }
        return target;
    }

    private static Scalable scalable(Place place, List<String> parts) {
        int last = parts.size() - 1;
        return new Scalable(place, parts.get(1), String.join("/", parts.subList(2, last)), parts.get(last));
    }

    /** What the grammar of targets is made of. */
    final class Spelling {
        // AWS account ids have 12 digits (IAM user guide, "AWS account identifiers").
        private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

        private Spelling() {}

        private static IllegalArgumentException unknown(String text) {
            return new IllegalArgumentException("target must be ecs/<cluster>/<service>, asg/<name>, cluster/<cluster>,"
                    + " appas/<namespace>/<resource>/<dimension> (namespace not ecs), instance/<id> or launch-template/<id>,"
                    + " was \"" + text + "\"");
        }
    }
}
