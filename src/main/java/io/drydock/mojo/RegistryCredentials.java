package io.drydock.mojo;

import io.drydock.docker.CredentialStore;
import io.drydock.engine.Credentials;
import java.nio.file.Path;
import java.util.Optional;

/** A registry's credentials, as Docker's own configuration holds them. */
final class RegistryCredentials {

    private final CredentialStore docker;

    RegistryCredentials(Invocation invocation) {
        this.docker = new CredentialStore(invocation.input().env(), Path.of(System.getProperty("user.home")));
    }

    Optional<Credentials> find(String registry) {
        return docker.find(registry);
    }
}
