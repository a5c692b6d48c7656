package io.tidegate.connectors.provision.file;

/**
 * A file to read.
 *
 * @param file its name, for messages
 */
public record Source(String file, String text) {}
