package io.tidegate.deploy.service;

import io.tidegate.connectors.aws.AwsConfig;
import io.tidegate.connectors.aws.AwsPlaces;
import io.tidegate.connectors.http.Secrets;
import io.tidegate.deploy.role.ConnectorsRole;
import io.tidegate.deploy.role.ExecutorRole;
import io.tidegate.deploy.role.OutcomesRole;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.role.Role;
import io.tidegate.deploy.role.RoleName;
import io.tidegate.deploy.role.ShadowRole;
import io.tidegate.deploy.role.StreamsRole;
import io.tidegate.deploy.view.LiveView;
import io.tidegate.deploy.view.ViewFollower;
import io.tidegate.schemas.registry.SchemaRegistry;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One running instance: its roles, its view of the topics, and HTTP. {@link #close} ends them in the opposite order of their
 * start and may be called twice.
 */
public final class Service implements AutoCloseable {
    // What the page shows of the past.
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    private final Parts parts = new Parts();
    private final LiveView view = new LiveView();
    private final HttpService http;

    private Service(ServiceConfig config, SchemaRegistry registry, Clock clock, Instant since) {
        try {
            var roles = roles(config, registry, clock);
            var installation = config.installation();
            parts.add(ViewFollower.start(installation.kafka(), installation.topics(), registry, view, since));
            http = HttpService.start(config.http(), view, new Readiness(roles, view, clock));
            parts.add(http);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Starts an instance; returns when HTTP answers, and {@code /health/readiness} tells when the roles work.
     *
     * @param registry stays the caller's
     */
    public static Service start(ServiceConfig config, SchemaRegistry registry, Clock clock) {
        return start(config, registry, clock, clock.instant().minus(LOOK_BACK));
    }

    /** The same, with a view that leaves out what arrived before {@code since}. */
    public static Service start(ServiceConfig config, SchemaRegistry registry, Clock clock, Instant since) {
        return new Service(config, registry, clock, since);
    }

    /** Where the status page is. */
    public URI url() {
        return http.url();
    }

    /** What the topics tell. */
    public LiveView view() {
        return view;
    }

    @Override
    public void close() {
        parts.close();
    }

    private List<Role> roles(ServiceConfig config, SchemaRegistry registry, Clock clock) {
        var roles = new ArrayList<Role>();
        for (var name : config.roles()) {
            var instance = config.executor().instanceId();
            var aws = parts.add(AwsAccess.places(calls(name, config), instance, Secrets.environment()));
            var role = role(name, config, registry, aws, clock);
            roles.add(role);
            parts.add(role);
        }
        if (config.roles().contains(RoleName.EXECUTOR) && config.outcomes().hasSinks()) {
            var aws = parts.add(AwsAccess.clients(config.aws()));
            var kafka = config.installation().kafka();
            roles.add(parts.add(OutcomesRole.start(config.outcomes(), kafka, registry, aws, clock)));
        }
        return List.copyOf(roles);
    }

    // Clients of its own for each role: none waits for a connection that another holds. The executor's budgets count
    // requests, so it alone says which of them are repeated.
    private static AwsConfig calls(RoleName name, ServiceConfig config) {
        return name == RoleName.EXECUTOR
                ? config.aws().oneAttempt(config.executor().callTimeout())
                : config.aws();
    }

    private static Role role(RoleName name, ServiceConfig config, SchemaRegistry registry, AwsPlaces aws, Clock clock) {
        var installation = config.installation();
        return switch (name) {
            case CONNECTORS -> ConnectorsRole.start(config.sources(), installation, registry, aws, clock);
            case STREAMS -> StreamsRole.start(config.streams(), config.decide(), installation.topics(), registry);
            case SHADOW ->
                ShadowRole.start(config.streams(), config.decide().tzdataVersion(), installation.topics(), registry);
            case EXECUTOR -> ExecutorRole.start(config.executor(), installation.kafka(), registry, aws, clock);
        };
    }
}
