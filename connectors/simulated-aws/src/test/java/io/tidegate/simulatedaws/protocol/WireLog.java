package io.tidegate.simulatedaws.protocol;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkBytes;

/** The recorded requests of real SDK clients, whole bodies, as {@code wire-log.txt} has them. */
final class WireLog {
    private static final Pattern TITLE = Pattern.compile("=== (.*)");
    private static final Pattern REQUEST_LINE = Pattern.compile(" {4}POST (/.*)");
    private static final Pattern HEADER = Pattern.compile(" {6}([A-Za-z0-9-]+): (.*)");
    private static final Pattern BODY = Pattern.compile(" {6}body\\[(\\d+)]: (hex )?(.*)");

    private WireLog() {}

    record Entry(String title, WireRequest request) {}

    static List<Entry> read() throws IOException {
        var entries = new ArrayList<Entry>();
        var title = "";
        var path = "";
        var headers = new TreeMap<String, String>();
        for (var line : lines()) {
            var newTitle = TITLE.matcher(line);
            var requestLine = REQUEST_LINE.matcher(line);
            var body = BODY.matcher(line);
            var header = HEADER.matcher(line);
            if (newTitle.matches()) {
                title = newTitle.group(1);
                headers = new TreeMap<>();
            } else if (requestLine.matches()) {
                path = requestLine.group(1);
            } else if (body.matches()) {
                entries.add(new Entry(title, new WireRequest(path, headers, bytes(body.group(2), body.group(3)))));
                checkLength(title, Integer.parseInt(body.group(1)), entries.getLast());
            } else if (header.matches()) {
                headers.put(header.group(1).toLowerCase(Locale.ROOT), header.group(2));
            }
        }
        return entries;
    }

    private static SdkBytes bytes(String encoding, String content) {
        return encoding == null
                ? SdkBytes.fromUtf8String(content)
                : SdkBytes.fromByteArray(HexFormat.of().parseHex(content));
    }

    private static void checkLength(String title, int expected, Entry entry) {
        var actual = entry.request().body().asByteArray().length;
        if (actual != expected) {
            throw new AssertionError("body of " + title + " must have " + expected + " bytes, had " + actual);
        }
    }

    private static List<String> lines() throws IOException {
        try (var resource = WireLog.class.getResourceAsStream("wire-log.txt")) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }
}
