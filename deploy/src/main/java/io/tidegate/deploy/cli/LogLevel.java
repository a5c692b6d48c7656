package io.tidegate.deploy.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/** How much the program logs to stderr. */
enum LogLevel {
    DEBUG("DEBUG", "WARN"),
    INFO("INFO", "ERROR"),
    WARNING("WARN", "ERROR"),
    ERROR("ERROR", "OFF"),
    /** Not given. */
    UNSET("WARN", "ERROR");

    private final String own;
    private final String libraries;

    LogLevel(String own, String libraries) {
        this.own = own;
        this.libraries = libraries;
    }

    /**
     * Reads a level in any case.
     *
     * @throws Failure usage, when it is none
     */
    static LogLevel parse(String text) {
        return Arrays.stream(values())
                .filter(level -> level != UNSET && level.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() ->
                        Failure.usage("log level must be debug, info, warning or error, was \"%s\"".formatted(text)));
    }

    /** This level, else the variable {@code LOG_LEVEL}, else warning. */
    LogLevel or(Optional<String> variable) {
        return this == UNSET
                ? variable.filter(text -> !text.isBlank()).map(LogLevel::parse).orElse(WARNING)
                : this;
    }

    /** Makes it so for this process. */
    void apply() {
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.getLogger("io.tidegate").setLevel(Level.toLevel(own));
        context.getLogger("org.apache.kafka").setLevel(Level.toLevel(libraries));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
