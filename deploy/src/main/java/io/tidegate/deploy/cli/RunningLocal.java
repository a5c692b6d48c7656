package io.tidegate.deploy.cli;

import io.tidegate.deploy.local.LocalProperties;
import java.util.Optional;

/** The local mode that runs on this machine, for verbs that are told of no other Kafka. */
final class RunningLocal {
    private RunningLocal() {}

    /**
     * Where it is; empty when none has been started.
     *
     * @throws Failure when one was started and is gone: a process that is killed leaves its properties behind
     */
    static Optional<LocalProperties> find(Shell shell) {
        var local = LocalProperties.read(shell.home());
        local.filter(known -> !Loopback.answers(known.bootstrap())).ifPresent(gone -> {
            throw Failure.error(
                    "local-mode-gone",
                    "local mode at %s must be running, was gone; start ./tidegate local again, or give --bootstrap HOST:PORT (%s told of it)"
                            .formatted(gone.bootstrap(), LocalProperties.file(shell.home())));
        });
        return local;
    }
}
