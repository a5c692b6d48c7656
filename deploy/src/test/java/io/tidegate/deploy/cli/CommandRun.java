package io.tidegate.deploy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * One run of the command line, as its caller sees it.
 *
 * @param out standard output
 * @param err standard error
 */
record CommandRun(int exit, String out, String err) {

    /** A caller with a home of its own, no variables and nothing on standard input. */
    static Caller in(Path home) {
        return new Caller(home, Map.of(), "");
    }

    /** Who runs command lines. */
    record Caller(Path home, Map<String, String> environment, String input) {

        Caller with(String variable, String value) {
            return new Caller(home, Map.of(variable, value), input);
        }

        Caller typing(String text) {
            return new Caller(home, environment, text);
        }

        CommandRun run(String... arguments) {
            var out = new StringWriter();
            var err = new StringWriter();
            var shell = new Shell(
                    home,
                    name -> Optional.ofNullable(environment.get(name)),
                    new ByteArrayInputStream(input.getBytes(UTF_8)),
                    Clock.systemUTC());
            int exit = Tidegate.commandLine(shell)
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments);
            return new CommandRun(exit, out.toString(), err.toString());
        }
    }

    /** The last line of standard output. */
    JsonNode json() {
        var lines = out.lines().toList();
        try {
            return new ObjectMapper().readTree(lines.getLast());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not JSON: " + lines.getLast(), e);
        }
    }
}
