package io.tidegate.deploy.crash;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidegate.deploy.cli.Tidegate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as a process of its own, started from the class path of the test; what it logs is read as it comes. */
final class ServiceProcess implements AutoCloseable {
    private static final Pattern INTENT = Pattern.compile(" intent commandId=\"([^\"]+)\"");
    private static final Pattern RESULT = Pattern.compile(" result commandId=\"([^\"]+)\"");

    private final Instant started = Clock.systemUTC().instant();
    private final Process process;
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Thread reader;

    private ServiceProcess(Process process) {
        this.process = process;
        this.reader = Thread.ofVirtual().start(this::read);
    }

    /** Starts {@code run} with these settings; returns at once. */
    static ServiceProcess start(Map<String, String> settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // It lives for seconds, beside twenty others in turn.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-cp",
                System.getProperty("java.class.path"),
                Tidegate.class.getName(),
                "run"));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("LOG_LEVEL", "info");
        return new ServiceProcess(builder.start());
    }

    /** Commands whose intent it logged, but no result. */
    SortedSet<String> openIntents() {
        var open = found(INTENT);
        open.removeAll(found(RESULT));
        return open;
    }

    /** Commands whose result it logged. */
    SortedSet<String> results() {
        return found(RESULT);
    }

    /** When it was started. */
    Instant started() {
        return started;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** The last lines of its log. */
    String tail() {
        return String.join("\n", log.subList(Math.max(0, log.size() - 30), log.size()));
    }

    /** Ends it as {@code kill -9} does; returns when it is gone and its log is read. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
        reader.join();
    }

    /** Asks it to end, and waits until it has. */
    boolean stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        try (var lines = process.inputReader(UTF_8)) {
            lines.lines().forEach(log::add);
        } catch (UncheckedIOException | IOException e) {
            log.add("its log ended: " + e.getMessage());
        }
    }

    private SortedSet<String> found(Pattern pattern) {
        var ids = new TreeSet<String>();
        log.stream().map(pattern::matcher).filter(Matcher::find).forEach(match -> ids.add(match.group(1)));
        return ids;
    }
}
