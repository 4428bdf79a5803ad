package io.drydock.engine;

/**
 * A registry's credentials.
 *
 * @param username the user; {@code <token>} with an identity token
 * @param password the password or identity token
 * @param registry the registry's host
 */
public record Credentials(String username, String password, String registry) {

    @Override
    public String toString() {
        return "Credentials[" + username + " at " + registry + "]";
    }
}
