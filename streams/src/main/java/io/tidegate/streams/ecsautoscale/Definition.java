package io.tidegate.streams.ecsautoscale;

import java.util.Optional;
import java.util.function.Function;

/**
 * A definition file: one cluster and its services.
 *
 * @param cluster name of the ECS cluster, which is the file's name without its ending
 * @param contents empty when the file could not be read
 * @param problem why it could not be read
 */
public record Definition(String cluster, Optional<Item> contents, Optional<String> problem) {
    private static final String ENDING = ".yml";

    /** Whether a file of this name is a definition; the program passes over all others. */
    public static boolean isName(String file) {
        return file.endsWith(ENDING);
    }

    /** The cluster that a file of this name, without its folder, is about. */
    public static String cluster(String file) {
        return file.substring(0, file.length() - ENDING.length());
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
