package io.tidegate.simulatedaws.metric;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * How far a caller has read.
 *
 * @param offset data points that earlier pages held
 * @param asOf the time whose view of the metrics all pages share
 */
record Cursor(long offset, Instant asOf) {
    private static final Pattern FORM = Pattern.compile("(\\d{1,12})@(\\d{1,15})");

    String text() {
        var plain = offset + "@" + asOf.toEpochMilli();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    static Cursor parse(String token) {
        try {
            var plain = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            var parts = FORM.matcher(plain);
            if (parts.matches()) {
                return new Cursor(Long.parseLong(parts.group(1)), Instant.ofEpochMilli(Long.parseLong(parts.group(2))));
            }
        } catch (IllegalArgumentException foreign) {
            throw MetricErrors.invalidToken();
        }
        throw MetricErrors.invalidToken();
    }
}
