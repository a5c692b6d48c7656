package io.tidegate.deploy.cli;

import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.deploy.service.ServiceConfig;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How a verb reaches AWS. */
final class AwsOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "The configuration of run, for how AWS is reached: its keys aws.*, other accounts among them.")
    @Nullable
    Path config;

    @Option(names = "--region", paramLabel = "REGION", description = "AWS region; default: the SDK's chain.")
    @Nullable
    String region;

    @Option(names = "--endpoint", paramLabel = "URL", description = "Stands in for AWS; needs --region.")
    @Nullable
    URI endpoint;

    AwsConfig config() {
        var values = config == null ? new TreeMap<String, String>() : new TreeMap<>(ServiceConfig.read(config));
        Optional.ofNullable(region).ifPresent(given -> values.put("aws.region", given));
        Optional.ofNullable(endpoint).ifPresent(given -> values.put("aws.endpoint", given.toString()));
        return ServiceConfig.aws(config == null ? "options" : config.toString(), values);
    }
}
