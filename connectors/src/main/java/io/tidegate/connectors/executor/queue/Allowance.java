package io.tidegate.connectors.executor.queue;

import io.tidegate.connectors.executor.command.ApiCategory;

/**
 * What may be called of one category now.
 *
 * @param tokens calls at once
 * @param perSecond calls in the long run: below what is configured after AWS has throttled
 */
public record Allowance(ApiCategory category, double tokens, double perSecond) {

    /** The tighter of both. */
    Allowance tighter(Allowance other) {
        return new Allowance(category, Math.min(tokens, other.tokens), Math.min(perSecond, other.perSecond));
    }
}
