package io.tidegate.deploy.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version of the jar that runs. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Optional.ofNullable(Tidegate.class.getPackage().getImplementationVersion());
        return new String[] {"tidegate " + version.orElse("(from classes)")};
    }
}
