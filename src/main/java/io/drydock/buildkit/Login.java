package io.drydock.buildkit;

/** A user name and a password or token for one registry; prints without the secret. */
public record Login(String username, String secret) {

    @Override
    public String toString() {
        return "Login[" + username + "]";
    }
}
