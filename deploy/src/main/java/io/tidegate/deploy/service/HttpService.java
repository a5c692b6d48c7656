package io.tidegate.deploy.service;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import io.tidegate.deploy.role.Readiness;
import io.tidegate.deploy.service.ServiceConfig.HttpAddress;
import io.tidegate.deploy.view.LiveView;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an instance shows over HTTP: status page, read-only API, health and metrics. Nothing can be changed through it. */
public final class HttpService implements AutoCloseable {
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private HttpService(ApplicationContext context, EmbeddedServer server) {
        this.context = context;
        this.server = server;
    }

    /**
     * Starts to serve.
     *
     * @throws IllegalStateException when the port is taken, naming it
     */
    public static HttpService start(HttpAddress address, LiveView view, Readiness readiness) {
        var context = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(properties(address))
                .singletons(view, readiness)
                .start();
        try {
            return new HttpService(
                    context, context.getBean(EmbeddedServer.class).start());
        } catch (ServerStartupException e) {
            context.close();
            throw new IllegalStateException(
                    "http.port must be free, was %d on %s: %s"
                            .formatted(
                                    address.port(),
                                    address.host(),
                                    e.getCause() == null
                                            ? e.getMessage()
                                            : e.getCause().getMessage()),
                    e);
        }
    }

    /** Where the status page is. */
    public URI url() {
        return server.getURI();
    }

    @Override
    public void close() {
        server.stop();
        context.close();
    }

    private static Map<String, Object> properties(HttpAddress address) {
        var properties = new LinkedHashMap<String, Object>();
        properties.put("micronaut.application.name", "tidegate");
        properties.put("micronaut.server.host", address.host());
        properties.put("micronaut.server.port", address.port() == 0 ? -1 : address.port());
        properties.put("endpoints.all.enabled", false);
        properties.put("endpoints.health.enabled", true);
        properties.put("endpoints.health.sensitive", false);
        properties.put("endpoints.health.details-visible", "ANONYMOUS");
        properties.put("endpoints.health.disk-space.enabled", false);
        properties.put("endpoints.prometheus.enabled", true);
        properties.put("endpoints.prometheus.sensitive", false);
        properties.put("micronaut.metrics.export.prometheus.enabled", true);
        return properties;
    }
}
