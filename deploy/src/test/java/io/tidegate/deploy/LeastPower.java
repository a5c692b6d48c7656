package io.tidegate.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.simulatedaws.SimulatedAws;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Holds a service under test to the delivered IAM policies, as if they were attached to its credentials. */
public final class LeastPower {
    // What signs requests to an endpoint on this machine.
    private static final String CALLER = "local";

    private LeastPower() {}

    /** For an instance with all roles. */
    public static void ofService(SimulatedAws aws) throws IOException {
        of(aws, "connectors.json");
        of(aws, "executor.json");
    }

    /** What one file allows, beside others. */
    public static void of(SimulatedAws aws, String file) throws IOException {
        var policy = Files.readString(Path.of("iam", file));
        aws.tell(cloud -> {
            cloud.permissions().tag("tidegate", "managed");
            cloud.permissions().attach(CALLER, policy);
        });
    }

    /** That every call so far was allowed. */
    public static void assertSufficient(SimulatedAws aws) {
        List<String> denied = aws.ask(cloud -> cloud.permissions().denied());
        assertThat(denied).isEmpty();
    }
}
