package io.tidegate.schemas.registry;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Our client against a registry that is not ours. */
class ApicurioForeignIT extends RegistryContract {
    private static ApicurioServer server;

    @BeforeAll
    static void start() throws IOException {
        server = ApicurioServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    URI url() {
        return server.url();
    }
}
