package io.tidegate.deploy.whatif.report;

import static java.util.stream.Collectors.joining;

import java.util.List;

/** What people are told of how far to believe a report. */
public final class Believed {
    private Believed() {}

    static String error(Honesty honesty) {
        return honesty.selfReplayError().isPresent()
                ? Form.SHARE.text(honesty.selfReplayError().getAsDouble()) + " of the capacity that really ran"
                : "unknown: " + honesty.whyNoError();
    }

    static String earliest(Honesty honesty) {
        return honesty.earliest().map(Object::toString).orElse("unknown");
    }

    /** As markup. */
    public static String html(Honesty honesty) {
        return "<dl class=\"numbers\">"
                + number("self-replay error", error(honesty))
                + number("load known only as “at least”", Form.SHARE.text(honesty.censoredShare()) + " of the time")
                + number("earliest record", earliest(honesty))
                + number("seed", String.valueOf(honesty.seed()))
                + "</dl>"
                + list("Not modelled", honesty.notModelled())
                + list("Taken for granted", honesty.assumptions());
    }

    private static String number(String name, String value) {
        return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(Html.text(name), Html.text(value));
    }

    private static String list(String head, List<String> lines) {
        return lines.isEmpty()
                ? ""
                : "<h3>%s</h3><ul class=\"plain\">%s</ul>"
                        .formatted(
                                Html.text(head),
                                lines.stream()
                                        .map(line -> "<li>" + Html.text(line) + "</li>")
                                        .collect(joining()));
    }
}
