package io.tidegate.connectors.executor.target;

import java.time.Duration;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.retries.DefaultRetryStrategy;

/** How requests travel. */
final class Calls {
    private static final SdkPlugin ONE_ATTEMPT =
            config -> config.overrideConfiguration(config.overrideConfiguration().toBuilder()
                    .retryStrategy(DefaultRetryStrategy.doNotRetry())
                    .build());

    private Calls() {}

    /** Within {@code timeout}, the SDK's retries included. */
    static AwsRequestOverrideConfiguration within(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder().apiCallTimeout(timeout).build();
    }

    /**
     * In one attempt within {@code timeout}: for what is relative, so that each attempt that has an effect may take from a
     * capacity. The SDK would repeat it without looking.
     */
    static AwsRequestOverrideConfiguration onceWithin(Duration timeout) {
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(timeout)
                .addPlugin(ONE_ATTEMPT)
                .build();
    }
}
