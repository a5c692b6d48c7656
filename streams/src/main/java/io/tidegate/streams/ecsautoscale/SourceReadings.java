package io.tidegate.streams.ecsautoscale;

import io.tidegate.streams.ecsautoscale.Readings.Answer;
import io.tidegate.streams.ecsautoscale.Readings.Datapoint;
import java.util.Optional;

/** What metric sources read. */
public interface SourceReadings {

    /** The latest datapoint; empty when there is none, or it could not be read. */
    Optional<Datapoint> latest(Source.CloudWatch source);

    /** The answer; empty when the source could not be reached. */
    Optional<Answer> answer(Source.Http source);
}
