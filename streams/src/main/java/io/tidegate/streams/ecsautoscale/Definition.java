package io.tidegate.streams.ecsautoscale;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A definition file: one cluster and its services.
 *
 * @param cluster name of the ECS cluster, which is the file's name without its ending
 * @param contents empty when the file could not be read
 * @param problem why it could not be read
 */
public record Definition(String cluster, Optional<Item> contents, Optional<String> problem) {
    private static final Pattern GROUP = Pattern.compile("(?m)^[\"']?autoscale_group[\"']?\\s*:");
    private static final Pattern POLICY = Pattern.compile("(?m)^[\"']?apiVersion[\"']?\\s*:");

    /** Whether a file of this name is a definition; the program passes over all others. */
    public static boolean isName(String file) {
        return file.endsWith(".yml");
    }

    /** Whether a text is a definition, and not a policy of ours. */
    public static boolean isText(String text) {
        return GROUP.matcher(text).find() && !POLICY.matcher(text).find();
    }

    /** The cluster that a file is about: its name without folder and ending. */
    public static String cluster(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int ending = name.lastIndexOf('.');
        return ending > 0 ? name.substring(0, ending) : name;
    }

    /** The definition without a service, which somebody else decides. */
    public Definition without(String service) {
        return new Definition(cluster, contents.map(root -> without(root, service)), problem);
    }

    private static Item without(Item root, String service) {
        if (!(root instanceof Item.Mapping(Place place, Map<String, Item> entries))
                || !(entries.get("services")
                        instanceof Item.Mapping(Place servicesPlace, Map<String, Item> services))) {
            return root;
        }
        var others = new LinkedHashMap<>(services);
        others.remove(service);
        var replaced = new LinkedHashMap<>(entries);
        replaced.put("services", new Item.Mapping(servicesPlace, others));
        return new Item.Mapping(place, replaced);
    }

    /**
     * Reads a definition; what is wrong with the file is kept for the run to tell.
     *
     * @param file its name, for messages
     * @param environment values of variables; empty for one that is not set
     */
    public static Definition read(
            String cluster, String file, String text, Function<String, Optional<String>> environment) {
        try {
            return new Definition(
                    cluster, Optional.of(DefinitionReader.read(file, text, environment)), Optional.empty());
        } catch (UnusableException e) {
            return new Definition(cluster, Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
        }
    }
}
