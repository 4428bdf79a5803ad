package io.drydock.mojo;

import io.drydock.docker.CredentialStore;
import io.drydock.engine.Credentials;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * A registry's credentials: those of the {@code <server>} in Maven's settings whose id is the registry's host, with its port where
 * it has one, or the configured registry as it is written; else those that Docker's own configuration holds.
 */
final class RegistryCredentials {

    /** Maven puts the classes of what went wrong into its words. */
    private static final Pattern EXCEPTION = Pattern.compile("(?:\\w+\\.)+\\w*Exception: ");

    private final Invocation invocation;
    private final CredentialStore docker;

    RegistryCredentials(Invocation invocation) {
        this.invocation = invocation;
        this.docker = new CredentialStore(invocation.input().env(), Path.of(System.getProperty("user.home")));
    }

    Optional<Credentials> find(String registry) {
        List<Server> servers = invocation.maven().session().getSettings().getServers();
        Optional<String> written = invocation.configuration().registry();
        return servers.stream()
                .filter(server -> isOf(server.getId(), registry, written))
                .filter(server -> server.getUsername() != null)
                .findFirst()
                .map(server -> decrypted(server, registry))
                .or(() -> docker.find(registry));
    }

    /**
     * Whether a server's credentials are those of a registry.
     *
     * @param id the server's id
     * @param registry the host that asks, with its port where it has one
     * @param written the configured registry, which may have a path
     */
    static boolean isOf(String id, String registry, Optional<String> written) {
        return registry.equals(id)
                || written.filter(full -> full.equals(id) && full.startsWith(registry + "/"))
                        .isPresent();
    }

    /** Maven keeps passwords encrypted (mvn --encrypt-password), or in clear; its own decrypter knows which. */
    private Credentials decrypted(Server server, String registry) {
        SettingsDecryptionResult result = invocation.decrypter().decrypt(new DefaultSettingsDecryptionRequest(server));
        Optional<SettingsProblem> problem = result.getProblems().stream()
                .filter(p -> p.getSeverity() != SettingsProblem.Severity.WARNING)
                .findFirst();
        if (problem.isPresent()) {
            throw new DrydockException(
                    Outcome.CONFIG_ERROR,
                    "the password of server " + server.getId() + " cannot be decrypted",
                    EXCEPTION.matcher(problem.get().getMessage()).replaceAll(""),
                    List.of("mvn --encrypt-password", "check settings-security.xml"));
        }
        Server clear = result.getServer();
        String password = clear.getPassword() == null ? "" : clear.getPassword();
        return new Credentials(clear.getUsername(), password, registry);
    }
}
