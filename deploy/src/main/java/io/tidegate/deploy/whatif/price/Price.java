package io.tidegate.deploy.whatif.price;

/**
 * What an hour of one unit costs.
 *
 * @param basis what it is the price of, for people
 */
public record Price(double perHour, String basis) {
    public Price {
        if (!(perHour >= 0 && Double.isFinite(perHour))) {
            throw new IllegalArgumentException("perHour must be 0 or more, was " + perHour);
        }
    }
}
