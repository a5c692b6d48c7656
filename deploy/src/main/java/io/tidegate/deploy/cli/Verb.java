package io.tidegate.deploy.cli;

import io.tidegate.deploy.view.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A verb: options, one call, and an answer that is printed here for people or programs. */
abstract class Verb implements Callable<Integer> {
    @Mixin
    final OutputOptions output = new OutputOptions();

    @Spec
    @Nullable
    CommandSpec spec;

    /** Does the work. Thrown exceptions become one line and an exit code. */
    abstract Answer answer() throws Exception;

    /** Called once the answer is printed, or there is none. */
    void finish() {}

    /** Says something beside the result, on stderr. */
    final void note(String line) {
        var err = spec().commandLine().getErr();
        err.println("tidegate: " + line);
        err.flush();
    }

    final CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("a verb runs from a command line only");
        }
        return spec;
    }

    @Override
    public final Integer call() throws Exception {
        try {
            return print(answer());
        } finally {
            finish();
        }
    }

    private int print(Answer answer) {
        var out = spec().commandLine().getOut();
        if (output.json) {
            answer.objects().forEach(object -> out.println(Json.versioned(object)));
        } else {
            answer.lines().forEach(out::println);
        }
        out.flush();
        return answer.exit();
    }
}
