package io.tidegate.connectors.provision.call;

import io.tidegate.connectors.provision.Change;

/** Told of each change as soon as it is made. */
@FunctionalInterface
public interface Progress {

    /** The change is made, and AWS is done with it. */
    void made(Change change);
}
