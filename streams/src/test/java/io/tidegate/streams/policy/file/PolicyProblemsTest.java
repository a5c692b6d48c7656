package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader says about wrong files, and where. */
class PolicyProblemsTest {
    private static final String POLICY = """
            apiVersion: tidegate/v1
            kind: ServicePolicy
            name: web
            target: ecs/demo/web
            capacity: {min: 1, max: 9}
            metrics:
              queue:
                http: {url: "http://queue/depth", password: "%(SECRET)", path: depth}
            rules:
              - threshold: {metric: queue, atLeast: 5, change: 1}
            schedule:
              - {name: day, days: [MON], from: "09:00", to: "18:00", timezone: Asia/Seoul, min: 2, max: 8}
            """;

    @ParameterizedTest
    @MethodSource("edits")
    void saysWhatIsWrongAndWhere(String from, String to, List<String> problems) {
        assertThat(POLICY).contains(from);

        assertThat(problems(POLICY.replace(from, to))).isEqualTo(problems);
    }

    @Test
    void refusesMetricsOfCloudWatchForTargetsInTwoAccounts() {
        var text = """
                apiVersion: tidegate/v1
                kind: ServicePolicy
                name: web
                targets: [ecs/d/a, 111111111111/eu-central-1/ecs/d/a]
                capacity: {min: 1, max: 9}
                metrics:
                  cpu: {cloudwatch: {namespace: AWS/ECS, metricName: CPUUtilization}}
                """;

        assertThat(problems(text))
                .containsExactly("p.yaml:4:10: targets must be in one account and region, for that is where metrics are"
                        + " read from CloudWatch, was [ecs/d/a, 111111111111/eu-central-1/ecs/d/a]");
    }

    private static Stream<Arguments> edits() {
        return Stream.of(
                edit(
                        "name: web",
                        "nmae: web",
                        "1:1: name must be given, was absent",
                        "3:1: nmae is not a key here, did you mean \"name\"?"),
                edit("name: web", "name: ~", "3:7: name must be a text, was empty"),
                edit("name: web", "name: [web]", "3:7: name must be a text, was a list"),
                edit(
                        "name: web",
                        "name: we b",
                        "3:7: name must be 1 to 100 letters, digits, '.', '_' and '-', starting with a letter or digit, was \"we b\""),
                edit("name: web", "name: web\nname: api", "4:1: name must be given once, was given twice"),
                edit("name: web", "name: web\nenabled: yes", "4:10: enabled must be true or false, was \"yes\""),
                edit(
                        "name: web",
                        "name: web\nmode: shaddow",
                        "4:7: mode is not known, was \"shaddow\", did you mean \"shadow\"?"),
                edit("name: web", "name: web\npriority: 101", "4:11: priority must be 0 to 100, was 101"),
                edit(
                        "name: web",
                        "name: web\nforeignWrites: leave",
                        "4:16: foreignWrites is not known, was \"leave\", known: restore"),
                edit(
                        "name: web",
                        "name: web\nforeignWrites: {yield: 8d}",
                        "4:24: foreignWrites.yield must be 1s to 7d, was 8d"),
                edit(
                        "name: web",
                        "name: web\nvia: servce",
                        "4:6: via is not known, was \"servce\", did you mean \"service\"?"),
                edit("name: web", "name: web\n${X}: 1", "4:1: ${X} must be a key without placeholders"),
                edit("name: web", "name: ${UNSET}", "3:7: name must have its variable UNSET set, was unset"),
                edit("name: web", "name: ${LINES}", "3:7: name: variable LINES must be one line without placeholders"),
                edit(
                        "name: web",
                        "name: ${NESTED}",
                        "3:7: name: variable NESTED must be one line without placeholders"),
                edit("v1", "v2", "1:13: apiVersion is not known, was \"tidegate/v2\", did you mean \"tidegate/v1\"?"),
                edit(
                        "ServicePolicy",
                        "Policy",
                        "2:7: kind is not known, was \"Policy\", known: ClusterPolicy, DrainPolicy, GroupPolicy, ImagePolicy, ServicePolicy, TargetPolicy"),
                edit("ServicePolicy", "GroupPolicy", "4:9: target must be asg/<name>, was \"ecs/demo/web\""),
                edit(
                        "ServicePolicy",
                        "TargetPolicy",
                        "4:9: target must be appas/<namespace>/<resource>/<dimension>, namespace not ecs, was \"ecs/demo/web\""),
                edit(
                        "target: ecs/demo/web",
                        "target: ecs/demo/web\nvia: bounds",
                        "5:6: via is not known, was \"bounds\", known: scalableTarget, service"),
                edit("max: 9}", "max: 5001}", "5:11: capacity max must be at most 5000 tasks, was 5001"),
                edit("max: 8}", "max: 5001}", "12:3: schedule window day max must be at most 5000 tasks, was 5001"),
                edit(
                        "target: ecs/demo/web",
                        "target: asg/web",
                        "4:9: target must be ecs/<cluster>/<service>, was \"asg/web\""),
                edit(
                        "target: ecs/demo/web",
                        "targets: [ecs/demo/web, ecs/web]",
                        "4:25: targets[1] must be ecs/<cluster>/<service>, was \"ecs/web\""),
                edit(
                        "target: ecs/demo/web",
                        "targets: [ecs/d/a, ecs/d/a]",
                        "4:10: targets must differ, was [ecs/d/a, ecs/d/a]"),
                edit("target: ecs/demo/web", "targets: []", "4:10: targets must name at least one target, was []"),
                edit("target: ecs/demo/web", "targets: ecs/demo/web", "4:10: targets must be a list, was a text"),
                edit(
                        "target: ecs/demo/web",
                        "enabled: true",
                        "1:1: document must have exactly one of target, targets, was none"),
                edit("{min: 1, max: 9}", "{min: 10, max: 9}", "5:26: capacity.max must be at least min 10, was 9"),
                edit(
                        "{min: 1, max: 9}",
                        "{min: \"1\", max: 9.5}",
                        "5:17: capacity.min must be a whole number, was the quoted text \"1\"",
                        "5:27: capacity.max must be a whole number, was \"9.5\""),
                edit("{min: 1, max: 9}", "{min: 1}", "5:11: capacity.max must be given, was absent"),
                edit(
                        "{min: 1, max: 9}",
                        "{min: 1, max: \"${WORD}\"}",
                        "5:25: capacity.max must be a whole number, was \"many\""),
                edit("{min: 1, max: 9}", "9", "5:11: capacity must be a mapping, was a text"),
                edit(
                        "  queue:\n",
                        "  max:\n",
                        "8:5: metrics.max: alias must not be a word of expressions, was \"max\"",
                        "10:25: rules[0].threshold.metric: alias must be one of [desired, instances, max, maximum, minimum, running], was \"queue\" at character 1"),
                edit(
                        "  queue:\n",
                        "  queue: {}\n  more:\n",
                        "7:10: metrics.queue must have exactly one of cloudwatch, samples, http, was none"),
                edit("http: {", "prometheus: {}\n    http: {", "8:5: metrics.queue.prometheus is not supported yet"),
                edit(
                        "path: depth}",
                        "path: depth}\n    statistic: p49",
                        "9:16: metrics.queue.statistic must be avg, sum, min, max, count, last, rate, or p50 to p99.9, was \"p49\""),
                edit(
                        "path: depth}",
                        "path: depth}\n    across: merge\n    statistic: rate",
                        "9:13: metrics.queue.across must not merge counters, for each has its own start, was merge"),
                edit(
                        "path: depth}",
                        "path: depth}\n    onMissing: ignroe",
                        "9:16: metrics.queue.onMissing is not known, was \"ignroe\", did you mean \"ignore\"?"),
                edit(
                        "path: depth}",
                        "path: depth}\n    onMissing: {after: 3}",
                        "9:16: metrics.queue.onMissing must have exactly one of then, value, fallback, was none"),
                edit(
                        "path: depth}",
                        "path: depth}\n    onMissing: {value: 5, after: 0}",
                        "9:34: metrics.queue.onMissing.after must be 1 to 1000, was 0"),
                edit(
                        "path: depth}",
                        "path: depth}\n    onMissing: {fallback: {capacity: -1}}",
                        "9:38: metrics.queue.onMissing.fallback.capacity must be 0 to 5000, was -1"),
                edit(
                        "path: depth}",
                        "path: depth}\n    window: 5 s",
                        "9:13: metrics.queue.window must be a duration such as 500ms, 30s, 2m or 1h, was \"5 s\""),
                edit(
                        "path: depth}",
                        "path: depth}\n    window: 4s",
                        "9:13: metrics.queue.window must be at least as long as its source's interval 5s, was 4s"),
                edit(
                        "path: depth}",
                        "path: depth}\n    window: 90m30s",
                        "9:13: metrics.queue.window must be a duration such as 500ms, 30s, 2m or 1h, was \"90m30s\""),
                edit(
                        "path: depth}",
                        "path: depth, tiemout: 1s}",
                        "8:75: metrics.queue.http.tiemout is not a key here, did you mean \"timeout\"?"),
                edit(
                        "path: depth}",
                        "path: depth, interval: 1500ms}",
                        "8:85: metrics.queue.http.interval must be whole seconds, was 1500ms"),
                edit(
                        "path: depth}",
                        "path: depth, method: PUT}",
                        "8:83: metrics.queue.http.method is not known, was \"PUT\", known: GET, POST"),
                edit(
                        "%(SECRET)",
                        "hunter2",
                        "8:49: metrics.queue.http.password must be a placeholder such as %(NAME), for policies are stored, was something else (not shown)"),
                edit(
                        "http://queue",
                        "http://me:hunter2@queue",
                        "8:17: metrics.queue.http.url must be an http or https address with a host and without a user, was something else (not shown)"),
                edit(
                        "http://queue",
                        "ftp://queue",
                        "8:17: metrics.queue.http.url must be an http or https address with a host and without a user, was something else (not shown)"),
                edit(
                        "metric: queue",
                        "metric: queue +",
                        "10:32: rules[0].threshold.metric: expected a value, was the end at character 8"),
                edit(
                        "metric: queue",
                        "metric: \"queue * depth\"",
                        "10:34: rules[0].threshold.metric: alias must be one of [desired, instances, maximum, minimum, queue, running], was \"depth\" at character 9"),
                edit(
                        "atLeast: 5",
                        "atLeast: many",
                        "10:41: rules[0].threshold.atLeast must be a finite number, was \"many\""),
                edit(
                        "atLeast: 5",
                        "atLeast: 1e999",
                        "10:41: rules[0].threshold.atLeast must be a finite number, was \"1e999\""),
                edit(
                        "atLeast: 5, ",
                        "",
                        "10:16: rules[0].threshold: threshold must have atLeast or atMost, was neither"),
                edit(
                        "change: 1",
                        "change: 0",
                        "1:1: rules: threshold-1: change must not be 0 unless combine is first, was 0"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: queue, target: 0}",
                        "10:39: rules[0].predictive.target must be above 0, was 0.0"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: queue, target: 5, quantile: 0.4}",
                        "10:52: rules[0].predictive.quantile must be 0.5 to 0.99, was 0.4"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: queue, target: 5, quantile: 1}",
                        "10:52: rules[0].predictive.quantile must be 0.5 to 0.99, was 1.0"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: queue, target: 5, ahead: 61m}",
                        "10:49: rules[0].predictive.ahead must be 1s to 1h, was 61m"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: running, target: 5}",
                        "10:24: rules[0].predictive.load must be of metrics and running, was \"running\""),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "predictive: {load: queue * desired, target: 5}",
                        "10:24: rules[0].predictive.load must be of metrics and running, was \"queue * desired\""),
                edit(
                        "change: 1",
                        "change: two",
                        "10:52: rules[0].threshold.change must be a whole number, a percentage such as \"25%\", or {exact: 5}, was \"two\""),
                edit(
                        "change: 1",
                        "change: \"2\"",
                        "10:52: rules[0].threshold.change must be a whole number, a percentage such as \"25%\", or {exact: 5}, was \"2\""),
                edit(
                        "change: 1",
                        "change: {exact: 1000001}",
                        "10:60: rules[0].threshold.change.exact must be 0 to 1000000, was 1000001"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "stepScaling: {metric: queue, threshold: 5, steps: [{lower: 0, upper: 5, adjustment: 1}]}",
                        "10:55: rules[0].stepScaling.steps must end with one without upper where an upper is positive, was 0.0 to 5.0"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "stepScaling: {metric: queue, threshold: 5, steps: [{upper: 0, adjustment: 1}, {lower: 1, adjustment: 1}]}",
                        "10:55: rules[0].stepScaling.steps must join without gap or overlap, was -infinity to 0.0 before 1.0 to infinity"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "targetTracking: {metric: queue, target: 5, saturatesAt: 4}",
                        "10:61: rules[0].targetTracking.saturatesAt must be above target 5.0, was 4.0"),
                edit(
                        "threshold: {metric: queue, atLeast: 5, change: 1}",
                        "targetTracking: {metric: queue, target: 5, perUnit: true, base: desired}",
                        "10:69: base must be left out with perUnit: a total is nobody's average"),
                edit(
                        "name: web",
                        "name: web\nconfirm: {scaleIn: {need: 4, of: 3}}",
                        "4:27: confirm.scaleIn.need must be 1 to of 3, was 4"),
                edit(
                        "name: web",
                        "name: web\nmaxChange: {scaleIn: {select: disabled, limits: [{count: 1, per: 1m}]}}",
                        "4:49: maxChange.scaleIn.limits must be left out where select is disabled, was 1"),
                edit(
                        "- threshold",
                        "- treshold",
                        "10:5: rules[0] must have exactly one of targetTracking, threshold, stepScaling, formula, nPlusOne, activation, predictive, was none",
                        "10:5: rules[0].treshold is not a key here, did you mean \"threshold\"?"),
                edit(
                        "schedule:",
                        "cooldown: {scaleOut: 25h}\nschedule:",
                        "11:22: cooldown.scaleOut must be at most 24h, was 25h"),
                edit(
                        "[MON]",
                        "[MON, Tue]",
                        "12:29: schedule[0].days[1] is not known, was \"Tue\", did you mean \"TUE\"?"),
                edit("[MON]", "[]", "12:23: schedule[0].days must name at least one day, was []"),
                edit(
                        "\"18:00\"",
                        "\"24:00\"",
                        "12:49: schedule[0].to must be a time HH:mm from 00:00 to 23:59, was \"24:00\""),
                edit(
                        "Asia/Seoul",
                        "GMT+9",
                        "12:68: schedule[0].timezone must be an IANA time zone such as Europe/Berlin, was \"GMT+9\""),
                edit("max: 8}", "max: 1}", "12:93: schedule[0].max must be at least min 2, was 1"),
                edit(
                        "min: 2, max: 8}",
                        "exclude: [2026-12-25]}",
                        "12:5: schedule[0]: min, max or capacity must be given, was none"),
                edit("max: 8}", "capacity: 3}", "12:98: schedule[0].capacity must stand without min and max, was 3"),
                edit(
                        "max: 8}",
                        "max: 8, exclude: [2026-02-30]}",
                        "12:106: schedule[0].exclude[0] must be a date 2026-12-31, was \"2026-02-30\""),
                edit(
                        "max: 8}",
                        "max: 8, start: 2026-12-04, end: 2026-12-03}",
                        "12:120: schedule[0].end must be after start 2026-12-04T00:00, was 2026-12-04T00:00"),
                edit(
                        "max: 8}",
                        "max: 8, start: soon}",
                        "12:103: schedule[0].start must be a date 2026-12-31 or a time 2026-12-31T18:00, was \"soon\""),
                edit(
                        "{name: day, days: [MON], from: \"09:00\", to: \"18:00\", timezone: Asia/Seoul, min: 2, max: 8}",
                        "{name: a, when: cron(0 25 * * ? *), min: 2}",
                        "12:21: schedule[0].when must have 0 to 23 as hours: a, a-b, a/step, * or a list of them, was \"25\""),
                edit(
                        "{name: day, days: [MON], from: \"09:00\", to: \"18:00\", timezone: Asia/Seoul, min: 2, max: 8}",
                        "{name: a, when: rate(5 minutes), min: 2}",
                        "12:5: schedule[0]: start must be given for a rate, was absent"),
                edit(
                        "{name: day, days: [MON], from: \"09:00\", to: \"18:00\", timezone: Asia/Seoul, min: 2, max: 8}",
                        "{name: a, when: 0 9 * * *}",
                        "12:5: schedule[0]: min, max, capacity or desired must be given, was none"),
                edit(
                        "{name: day, days: [MON], from: \"09:00\", to: \"18:00\", timezone: Asia/Seoul, min: 2, max: 8}",
                        "{name: a, when: 0 9 * * *, max: 8, desired: 9}",
                        "12:49: schedule[0].desired must be inside min and max, was 9"),
                edit(
                        "{name: day, days: [MON], from: \"09:00\", to: \"18:00\", timezone: Asia/Seoul, min: 2, max: 8}",
                        "{name: a, when: 0 9 * * *, min: 2, days: [MON]}",
                        "12:40: schedule[0].days is not a key here, known: capacity, desired, end, max, min, name, start, timezone, when"));
    }

    private static Arguments edit(String from, String to, String... problems) {
        return arguments(from, to, Stream.of(problems).map("p.yaml:"::concat).toList());
    }

    @ParameterizedTest
    @MethodSource("files")
    void saysWhatIsWrongWithAFile(String text, List<String> problems) {
        assertThat(problems(text)).isEqualTo(problems);
    }

    private static Stream<Arguments> files() {
        return Stream.of(
                file("", "1:1: file must hold at least one policy, was empty"),
                file("# nothing\n", "1:1: file must hold at least one policy, was empty"),
                file("- a\n", "1:1: document must be a mapping"),
                file("a: b: c\n", "1:5: file must be YAML: mapping values are not allowed here"),
                file("a: *b\n", "1:4: file must be YAML: found undefined alias b"),
                file(
                        "autoscale_group: web\nservices: {}\n",
                        "1:1: document must be a policy; one of ecs-autoscale must be a file of its own, named after its cluster"),
                file("[".repeat(100_000), "1:21: document must nest at most 20 deep"),
                file("a: " + "x".repeat(300_000), "1:1: file must have at most 262144 characters, was 300003"),
                file("---\n".repeat(102), "102:1: file must have at most 100 documents"),
                file(POLICY + "---\n" + POLICY, "14:1: name must be unique in a file, was \"web\" twice"),
                file(
                        POLICY + "---\n" + POLICY.replace("name: web", "name: api"),
                        "14:1: target must be driven by one policy, was ecs/demo/web, which policy \"web\" drives"),
                file(
                        POLICY + "---\n\tx: 1",
                        "14:1: file must be YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"));
    }

    private static Arguments file(String text, String... problems) {
        return arguments(text, Stream.of(problems).map("p.yaml:"::concat).toList());
    }

    @Test
    void keepsTheValidDocumentsBesideAWrongOne() {
        Parsed parsed = PolicyReader.read("p.yaml", POLICY + "---\nkind: x\n", PolicyExamples.ENVIRONMENT);

        assertThat(parsed.documents()).hasSize(1);
        assertThat(parsed.problems()).hasSize(2);
    }

    @Test
    void boundsWhatAliasesComeTo() {
        var laughs = new StringBuilder("l0: &l0 [lol]\n");
        var tower = new StringBuilder("l0: &l0 [lol]\n");
        for (int i = 1; i <= 30; i++) {
            laughs.append(
                    "l%d: &l%d [%s]\n".formatted(i, i, "*l%d, ".formatted(i - 1).repeat(9)));
            tower.append("l%d: &l%d [*l%d]\n".formatted(i, i, i - 1));
        }

        assertThat(problems(laughs.toString()))
                .containsExactly("p.yaml:6:5: document must have at most 262144 values with its aliases replaced");
        assertThat(problems(tower.toString()))
                .containsExactly("p.yaml:20:6: document must nest at most 20 deep with its aliases replaced");
    }

    @Test
    void refusesADocumentThatContainsItself() {
        assertThat(problems("kind: &a [*a]\n")).contains("p.yaml:1:7: kind must be a text, was a list");
    }

    @Test
    void countsNoAliases() {
        String many = "a: &a [x]\nb: [%s]\n".formatted("*a, ".repeat(5000));

        assertThat(problems(many)).noneMatch(problem -> problem.contains("alias"));
    }

    @Test
    void boundsTheNumberOfItems() {
        String rules = "- threshold: {metric: queue, atLeast: 5, change: 1}\n".repeat(101);

        assertThat(problems(POLICY.replaceAll("(?s)rules:.*", "rules:\n" + rules)))
                .containsExactly("p.yaml:10:1: rules must be at most 100 items, was 101");
    }

    private static List<String> problems(String text) {
        var environment = PolicyExamples.variables(Map.of("WORD", "many", "LINES", "a\nb", "NESTED", "${WORD}"));
        return PolicyReader.read("p.yaml", text, environment).problems().stream()
                .map(Problem::toString)
                .toList();
    }
}
