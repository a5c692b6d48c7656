package io.tidegate.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Signals that Java cannot send by itself. */
final class Signals {
    private Signals() {}

    /** SIGSTOP: the process stands still, its connections stay open. */
    static void stop(ProcessHandle process) throws IOException, InterruptedException {
        send("STOP", process);
    }

    /** SIGCONT: it goes on as if nothing had been. */
    static void goOn(ProcessHandle process) throws IOException, InterruptedException {
        send("CONT", process);
    }

    private static void send(String signal, ProcessHandle process) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(process.pid())).start();
        assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
