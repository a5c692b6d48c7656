package io.tidegate.deploy.override;

import java.time.Instant;

/** Who changes overrides, why and when. */
public record Change(String by, String reason, Instant at) {}
