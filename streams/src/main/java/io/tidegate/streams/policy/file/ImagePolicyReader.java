package io.tidegate.streams.policy.file;

import io.tidegate.schemas.naming.Target;
import io.tidegate.streams.policy.Execution;
import io.tidegate.streams.policy.ImagePolicy;
import io.tidegate.streams.policy.ImagePolicy.Before;
import io.tidegate.streams.policy.ImagePolicy.Look;
import io.tidegate.streams.policy.ImagePolicy.Occasions;
import io.tidegate.streams.policy.ImagePolicy.Protected;
import io.tidegate.streams.policy.ImagePolicy.Refresh;
import io.tidegate.streams.policy.ImagePolicy.Selector;
import io.tidegate.streams.policy.ImagePolicy.Version;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Reads an {@code ImagePolicy}. */
final class ImagePolicyReader {
    private static final Map<String, Protected> PROTECTED =
            Map.of("refresh", Protected.REFRESH, "ignore", Protected.IGNORE, "wait", Protected.WAIT);
    private static final Map<String, Boolean> ON_TIMEOUT = Map.of("proceed", false, "hold", true);

    private ImagePolicyReader() {}

    static Optional<ImagePolicy> read(Section root) {
        String name = root.require("name").text("");
        boolean enabled = root.get("enabled").flag(true);
        Optional<Target> target =
                root.require("target").read("cluster/<cluster> or asg/<name>", DrainPolicyReader::place);
        Optional<String> template = root.require("launchTemplate").text();
        List<Target.Group> groups = DrainPolicyReader.groups(root, target);
        Optional<Selector> selector = root.require("image").section().flatMap(ImagePolicyReader::selector);
        Optional<Version> version = root.get("version").isPresent()
                ? root.get("version").section().flatMap(ImagePolicyReader::version)
                : Optional.of(Defaults.VERSION);
        OptionalInt keepVersions = root.get("keepVersions").isPresent()
                ? OptionalInt.of(root.get("keepVersions").integer(0))
                : OptionalInt.empty();
        Optional<Refresh> refresh = root.get("refresh").section().flatMap(ImagePolicyReader::refresh);
        List<Look> looks = root.get("schedule").list().stream()
                .flatMap(value -> value.section().stream())
                .flatMap(section -> look(section).stream())
                .toList();
        boolean onAvailable = root.get("onImageAvailable").flag(false);
        List<String> firings = DrainPolicyReader.texts(root.get("onFirings"));
        Optional<Before> before = root.get("before").section().flatMap(section -> before(section, target));
        Optional<Supplier<Execution>> execution = ExecutionReader.read(root);
        return root.build(() -> new ImagePolicy(
                name,
                0,
                enabled,
                target.orElseThrow(),
                new Target.LaunchTemplate(target.orElseThrow().place(), template.orElseThrow()),
                groups,
                selector.orElseThrow(),
                version.orElseThrow(),
                keepVersions,
                refresh,
                new Occasions(looks, onAvailable, firings, before),
                execution.orElseThrow().get()));
    }

    private static Optional<Selector> selector(Section section) {
        List<String> owners =
                section.has("owners") ? DrainPolicyReader.texts(section.get("owners")) : Defaults.IMAGE_OWNERS;
        section.get("owners");
        Optional<String> name = optional(section.get("name"));
        boolean caseSensitive = section.get("caseSensitive").flag(false);
        Map<String, String> tags = section.get("tags")
                .section()
                .map(found -> found.texts(Value::text))
                .orElseGet(Map::of);
        Optional<String> architecture = optional(section.get("architecture"));
        return section.build(() -> new Selector(owners, name, caseSensitive, new TreeMap<>(tags), architecture));
    }

    private static Optional<Version> version(Section section) {
        String source = section.get("source").isPresent()
                ? section.get("source").text(Defaults.VERSION.source())
                : Defaults.VERSION.source();
        Optional<String> keyName = optional(section.get("keyName"));
        Optional<String> instanceType = optional(section.get("instanceType"));
        List<String> securityGroups = DrainPolicyReader.texts(section.get("securityGroupIds"));
        return section.build(() -> new Version(source, keyName, instanceType, securityGroups));
    }

    private static Optional<Refresh> refresh(Section section) {
        int healthy = section.get("minHealthyPercentage").integer(Defaults.REFRESH.minHealthyPercentage());
        Optional<Duration> warmup = section.get("instanceWarmup").isPresent()
                ? Optional.of(section.get("instanceWarmup").duration(Duration.ZERO))
                : Optional.empty();
        boolean skipMatching = section.get("skipMatching").flag(Defaults.REFRESH.skipMatching());
        var scaleInProtected =
                section.get("scaleInProtected").choice(Defaults.REFRESH.scaleInProtected(), PROTECTED, _ -> false);
        return section.build(() -> new Refresh(healthy, warmup, skipMatching, scaleInProtected));
    }

    private static Optional<Look> look(Section section) {
        String name = section.require("name").text("");
        var when = ScheduleReader.when(section.require("when"));
        var validity = ScheduleReader.validity(section, section.get("timezone"));
        return section.build(() -> new Look(name, when.orElseThrow(), validity.get()));
    }

    private static Optional<Before> before(Section section, Optional<Target> ofPolicy) {
        Optional<Target> target = section.has("target")
                ? section.get("target").read("asg/<name> or ecs/<cluster>/<service>", DrainPolicyReader::parsed)
                : ofPolicy;
        section.get("target");
        String item = section.require("schedule").text("");
        Duration lead = section.get("lead").duration(Defaults.IMAGE_LEAD);
        Duration waitUpTo = section.get("waitUpTo").duration(Defaults.IMAGE_WAIT);
        boolean holds = section.get("onTimeout").choice(false, ON_TIMEOUT, _ -> false);
        return target.flatMap(known -> section.build(() -> new Before(known, item, lead, waitUpTo, holds)));
    }

    private static Optional<String> optional(Value value) {
        return value.isPresent() ? value.text() : Optional.empty();
    }
}
