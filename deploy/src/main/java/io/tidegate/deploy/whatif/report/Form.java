package io.tidegate.deploy.whatif.report;

import java.util.Locale;

/** How a number is written. */
enum Form {
    WHOLE("%,.0f"),
    TENTHS("%,.1f"),
    MONEY("%,.2f"),
    SECONDS("%,.0f s"),
    SHARE("%.2f %%");

    private static final double TOO_MUCH = 1000;

    private final String format;

    Form(String format) {
        this.format = format;
    }

    String text(double value) {
        double shown = this == SHARE ? value * 100 : value;
        // A sum that should be 0 may be a hair below.
        return String.format(Locale.ROOT, format, Math.abs(shown) < 1e-9 ? 0 : shown);
    }

    /** With its sign; more than a thousandfold is told as such. */
    static String signed(double value, String unit) {
        return value > TOO_MUCH
                ? String.format(Locale.ROOT, "> +%,.0f%s", TOO_MUCH, unit)
                : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%+.2f%s" : "%+.1f%s", value, unit)
                        .replace('-', '−');
    }
}
