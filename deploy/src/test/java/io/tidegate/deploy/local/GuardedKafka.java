package io.tidegate.deploy.local;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.tidegate.deploy.acl.Acl;
import io.tidegate.deploy.acl.Acls;
import io.tidegate.deploy.acl.Part;
import io.tidegate.deploy.kafka.KafkaAccess;
import io.tidegate.deploy.local.EmbeddedKafka.Access;
import io.tidegate.schemas.topic.Topics;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.slf4j.LoggerFactory;

/**
 * A broker that lets nobody in without a name and lets nobody do what no ACL allows, with a principal for each part. It keeps
 * what its authorizer says: what was denied, and which ACLs were asked for what was allowed.
 */
public final class GuardedKafka implements AutoCloseable {
    // StandardAuthorizer tells of each answer here: what was denied as INFO, what was allowed as DEBUG.
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger("kafka.authorizer.logger");

    // Principal = User:x is Allowed operation = READ from host = ... on resource = Topic:LITERAL:name for request = ...
    // based on rule MatchingAcl(acl=StandardAcl(resourceType=TOPIC, resourceName=..., patternType=..., ...)).
    private static final Pattern ALLOWED =
            Pattern.compile("Principal = User:(\\S+) is Allowed operation = (\\S+) .*resourceType=(\\S+), "
                    + "resourceName=(\\S+), patternType=(\\S+), principal=\\S+, host=\\S+, operation=(\\S+),.*");

    private final Queue<String> denied = new ConcurrentLinkedQueue<>();
    private final SortedSet<String> used = Collections.synchronizedSortedSet(new TreeSet<>());
    private final AppenderBase<ILoggingEvent> ear = new Ear();
    private final EmbeddedKafka broker;

    private GuardedKafka(EmbeddedKafka broker) {
        this.broker = broker;
        ear.start();
        AUDIT.addAppender(ear);
        AUDIT.setLevel(Level.DEBUG);
        AUDIT.setAdditive(false);
    }

    public static GuardedKafka start() {
        var users = Stream.concat(Stream.of("admin"), Stream.of(Part.values()).map(Part::text))
                .map(name -> "user_%s=\"%s\"".formatted(name, name))
                .collect(Collectors.joining(" "));
        return new GuardedKafka(EmbeddedKafka.startTemporary(new Access(
                "SASL_PLAINTEXT",
                Map.of(
                        "sasl.enabled.mechanisms",
                        "PLAIN",
                        "sasl.mechanism.inter.broker.protocol",
                        "PLAIN",
                        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
                        login("admin").replace(";", " " + users + ";"),
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found",
                        "false",
                        // The controller's own listener is the broker's alone, and nameless.
                        "super.users",
                        "User:admin;User:ANONYMOUS"))));
    }

    /** As whom a part comes; {@code admin} may do everything. */
    public KafkaAccess as(String name) {
        return new KafkaAccess(
                broker.bootstrap(),
                Map.of(
                        "security.protocol",
                        "SASL_PLAINTEXT",
                        "sasl.mechanism",
                        "PLAIN",
                        "sasl.jaas.config",
                        login(name)));
    }

    private static String login(String name) {
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(name, name);
    }

    /** Allows parts what they are listed to need. */
    public void allow(Topics topics, Part... parts) throws Exception {
        try (var admin = admin()) {
            for (var part : parts) {
                admin.createAcls(Acls.of(part, topics).stream()
                                .flatMap(acl -> bindings(part, acl).stream())
                                .toList())
                        .all()
                        .get();
            }
        }
    }

    /** Allows one part what another needs as well. */
    public void allowBeside(Part part, Part other, Topics topics) throws Exception {
        try (var admin = admin()) {
            admin.createAcls(Acls.of(other, topics).stream()
                            .flatMap(acl -> bindings(part, acl).stream())
                            .toList())
                    .all()
                    .get();
        }
    }

    /** Takes back one of them. */
    public void takeBack(Part part, Acl acl) throws Exception {
        try (var admin = admin()) {
            admin.deleteAcls(bindings(part, acl).stream()
                            .map(AclBinding::toFilter)
                            .toList())
                    .all()
                    .get();
        }
    }

    private Admin admin() {
        return as("admin").admin();
    }

    private static Collection<AclBinding> bindings(Part part, Acl acl) {
        return acl.operations().stream()
                .map(operation -> new AclBinding(
                        new ResourcePattern(acl.resource(), acl.name(), acl.pattern()),
                        new AccessControlEntry("User:" + part.text(), "*", operation, AclPermissionType.ALLOW)))
                .toList();
    }

    /** What was denied, in the authorizer's words. */
    public List<String> denied() {
        return List.copyOf(denied);
    }

    /** Each ACL that allowed something, as {@link #text} spells it. */
    public SortedSet<String> used() {
        synchronized (used) {
            return new TreeSet<>(used);
        }
    }

    /** The ACLs of a part, one for each operation. */
    public static SortedSet<String> text(Part part, Topics topics) {
        return text(part, part, topics);
    }

    /** Those that {@code part} has because it needs what {@code other} needs. */
    public static SortedSet<String> text(Part part, Part other, Topics topics) {
        var texts = new TreeSet<String>();
        for (var acl : Acls.of(other, topics)) {
            acl.operations()
                    .forEach(operation -> texts.add(text(
                            part.text(), acl.resource().name(), acl.pattern().name(), acl.name(), operation.name())));
        }
        return texts;
    }

    private static String text(String principal, String resource, String pattern, String name, String operation) {
        return "%s %s %s %s %s".formatted(principal, operation, resource, pattern, name);
    }

    @Override
    public void close() {
        AUDIT.detachAppender(ear);
        AUDIT.setLevel(null);
        AUDIT.setAdditive(true);
        broker.close();
    }

    private final class Ear extends AppenderBase<ILoggingEvent> {
        @Override
        protected void append(ILoggingEvent event) {
            var message = event.getFormattedMessage();
            if (message.contains(" is Denied ")) {
                denied.add(message);
                return;
            }
            var allowed = ALLOWED.matcher(message);
            if (allowed.matches()) {
                used.add(
                        text(allowed.group(1), allowed.group(3), allowed.group(5), allowed.group(4), allowed.group(6)));
            }
        }
    }
}
