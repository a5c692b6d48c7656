package io.tidegate.deploy.whatif.report;

/** Values as bars of text. */
public final class Sparkline {
    private static final String BARS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /** One bar for each value, full at {@code most}; blank for what is not a number. */
    public static String of(double[] values, double most) {
        var line = new StringBuilder();
        for (double value : values) {
            int height = most > 0 ? (int) Math.clamp(Math.ceil(value / most * BARS.length()), 1, BARS.length()) : 1;
            line.append(Double.isNaN(value) ? ' ' : BARS.charAt(height - 1));
        }
        return line.toString();
    }
}
