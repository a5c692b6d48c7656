package io.tidegate.streams.policy.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidegate.schemas.naming.Target;
import io.tidegate.schemas.naming.Target.Place;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Look;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Selector;
import io.tidegate.streams.policy.ImagePolicy.Version;
import io.tidegate.streams.policy.Policy;
import io.tidegate.streams.recurrence.Recurrence;
import io.tidegate.streams.recurrence.Validity;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImagePolicyReaderTest {
    private static final Target.Group WEB = new Target.Group(Place.DEFAULT, "web");
    private static final Target.LaunchTemplate TEMPLATE =
            new Target.LaunchTemplate(Place.DEFAULT, "lt-0123456789abcdef0");
    private static final String HEAD = "apiVersion: tidegate/v1\nkind: ImagePolicy\nname: web-image\n";

    private static Parsed read(String text) {
        return PolicyReader.read(
                "p.yaml",
                HEAD + text,
                name -> Optional.of("sg-22222222,sg-11111111").filter(_ -> name.equals("GROUPS")));
    }

    private static List<String> problems(String text) {
        return read(text).problems().stream().map(Problem::message).toList();
    }

    private static Policy policy(String text) {
        assertThat(problems(text)).isEmpty();
        return read(text).documents().getFirst().policy();
    }

    @Test
    void fillsInItsDefaults() {
        var policy = policy("""
                target: asg/web
                launchTemplate: lt-0123456789abcdef0
                image: {name: web-*}
                before: {schedule: event}
                """);

        assertThat(policy)
                .isEqualTo(new ImagePolicy(
                        "web-image",
                        0,
                        true,
                        WEB,
                        TEMPLATE,
                        List.of(WEB),
                        new Selector(List.of("self"), Optional.of("web-*"), false, new TreeMap<>(), Optional.empty()),
                        new Version("$Latest", Optional.empty(), Optional.empty(), List.of()),
                        OptionalInt.empty(),
                        Optional.empty(),
                        new Occasions(
                                List.of(),
                                false,
                                List.of(),
                                Optional.of(new Before(
                                        WEB, "event", Duration.ofMinutes(20), Duration.ofMinutes(10), false))),
                        Execution.DEFAULT));
    }

    @Test
    void readsEveryKey() {
        var policy = policy("""
                enabled: false
                target: cluster/demo
                groups: [asg/web, asg/batch]
                launchTemplate: lt-0123456789abcdef0
                image:
                  owners: [self, "111111111111"]
                  name: AwsBackup_*
                  caseSensitive: true
                  tags: {role: web*}
                  architecture: arm64
                version:
                  source: $Default
                  keyName: ops
                  instanceType: m7g.large
                  securityGroupIds: ${GROUPS}
                keepVersions: 10
                refresh: {minHealthyPercentage: 80, instanceWarmup: 3m, skipMatching: false, scaleInProtected: wait}
                schedule:
                  - {name: nightly, when: "0 3 * * *", timezone: Europe/Berlin}
                onImageAvailable: true
                onFirings: [baked]
                before: {target: ecs/demo/web, schedule: event, lead: 1h, waitUpTo: 5m, onTimeout: hold}
                """);

        assertThat(policy)
                .isEqualTo(new ImagePolicy(
                        "web-image",
                        0,
                        false,
                        new Target.Cluster(Place.DEFAULT, "demo"),
                        TEMPLATE,
                        List.of(WEB, new Target.Group(Place.DEFAULT, "batch")),
                        new Selector(
                                List.of("self", "111111111111"),
                                Optional.of("AwsBackup_*"),
                                true,
                                new TreeMap<>(Map.of("role", "web*")),
                                Optional.of("arm64")),
                        new Version(
                                "$Default",
                                Optional.of("ops"),
                                Optional.of("m7g.large"),
                                List.of("sg-11111111", "sg-22222222")),
                        OptionalInt.of(10),
                        Optional.of(new Refresh(80, Optional.of(Duration.ofMinutes(3)), false, Protected.WAIT)),
                        new Occasions(
                                List.of(new Look(
                                        "nightly",
                                        Recurrence.parse("0 3 * * *"),
                                        Validity.always(ZoneId.of("Europe/Berlin")))),
                                true,
                                List.of("baked"),
                                Optional.of(new Before(
                                        new Target.EcsService(Place.DEFAULT, "demo", "web"),
                                        "event",
                                        Duration.ofHours(1),
                                        Duration.ofMinutes(5),
                                        true))),
                        Execution.DEFAULT));
    }

    /** Each row: what a sound policy has besides or instead, and the end of the problem. */
    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "target: cluster/demo|groups must be given, was absent",
                "launchTemplate: web|launchTemplate must be an id such as lt-0123456789abcdef0, was \"web\"",
                "image: {}|image: name or tags must be given: the newest of all images of an owner is rarely meant, was none",
                "image: {name: web, owners: []}|image.owners must name at least one owner, was none",
                "image: {name: web, owners: [me]}|image.owners must be self, amazon, aws-marketplace, aws-backup-vault or account ids, was \"me\"",
                "image: {name: web, architecture: amd64}|image.architecture must be one of [arm64, arm64_mac, i386, x86_64, x86_64_mac], was \"amd64\"",
                "version: {source: latest}|version.source must be $Latest, $Default or a number, was \"latest\"",
                "version: {securityGroupIds: [web]}|version.securityGroupIds must be ids such as sg-0123456789abcdef0, was \"web\"",
                "version: {securityGroups: [web]}|version.securityGroups is not a key here, did you mean \"securityGroupIds\"?",
                "mode: shadow|mode must be enforce or dryRun in a ImagePolicy (shadows have services, groups and scalable targets), was shadow",
                "keepVersions: 1|keepVersions must be 2 to 10000, was 1",
                "refresh: {minHealthyPercentage: 101}|refresh.minHealthyPercentage must be 0 to 100, was 101",
                "schedule: [{name: nightly, when: rate(1 day)}]|start must be given for a rate, was absent",
                "schedule: [{name: a, when: rate(1 day), start: 2026-01-01}, {name: a, when: 0 3 * * *}]|schedule must have names that differ, was [a, a]",
                "before: {schedule: event, lead: 0s}|before.lead must be above 0 to 24h, was 0s",
                "before: {schedule: event, target: ecs/demo/web}|before must have the policy's own group or a service of its cluster as target, was \"ecs/demo/web\"",
                "before: {schedule: event, onTimeout: wait}|before.onTimeout is not known, was \"wait\", known: hold, proceed",
                "before: {lead: 1h}|before.schedule must be given, was absent",
                "capacity: {min: 1, max: 2}|capacity is not a key here, known: apiVersion, before, enabled, foreignWrites, image, keepVersions, kind, launchTemplate, mode, name, onFirings, onImageAvailable, priority, refresh, schedule, target, version",
            })
    void saysWhatIsWrong(String changed, String problem) {
        var keys = new TreeMap<>(Map.of(
                "target", "asg/web",
                "launchTemplate", "lt-0123456789abcdef0",
                "image", "{name: web-*}",
                "onImageAvailable", "true"));
        int colon = changed.indexOf(':');
        keys.put(changed.substring(0, colon), changed.substring(colon + 1));
        var text = new StringBuilder();
        keys.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));

        assertThat(problems(text.toString())).singleElement().asString().endsWith(problem);
    }

    @Test
    void wantsAnOccasion() {
        assertThat(problems("target: asg/web\nlaunchTemplate: lt-0123456789abcdef0\nimage: {name: web-*}\n"))
                .containsExactly("schedule, onImageAvailable, onFirings or before must be given, was none");
    }
}
