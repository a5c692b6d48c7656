package io.tidegate.deploy.whatif.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Stretches of time in which the demand was censored. */
record Spans(List<Span> spans) {

    /** From and until. */
    record Span(Instant from, Instant to) {}

    /** Those of a demand that ends at a time; nearer to each other than {@code least} milliseconds they are shown as one. */
    static Spans censored(List<Demand> demand, Instant end, long least) {
        var spans = new ArrayList<Span>();
        for (int i = 0; i < demand.size(); i++) {
            if (demand.get(i).censored()) {
                var to = i + 1 < demand.size() ? demand.get(i + 1).at() : end;
                add(spans, new Span(demand.get(i).at(), to), least);
            }
        }
        return new Spans(List.copyOf(spans));
    }

    private static void add(List<Span> spans, Span span, long least) {
        if (spans.isEmpty() || spans.getLast().to().plusMillis(least).isBefore(span.from())) {
            spans.add(span);
        } else {
            spans.set(spans.size() - 1, new Span(spans.getLast().from(), span.to()));
        }
    }
}
