package io.drydock.model;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A remote repository, told apart from others but not by how it is reached.
 *
 * <p>{@code https://user:password@Host/team/app.git}, {@code ssh://git@host/team/app} and {@code git@host:team/app.git}
 * are one. User and password are dropped when the URL is read, so they can be in no message, label or hash. Ports other
 * than the scheme's own stay: another port may be another server. The URL forms are those of git-clone(1).
 *
 * @param normalised {@code host[:port]/path}, or {@code file:path} on this machine
 */
public record RemoteUrl(String normalised) {

    private static final int HASH_LENGTH = 16;
    private static final Pattern URL =
            Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*)://(?:[^/@]*@)*(\\[[^\\]/]*\\]|[^/:]*)(?::(\\d*))?(/.*|)");
    private static final Pattern SCP = Pattern.compile("(?:[^/@]*@)*(\\[[^\\]/]*\\]|[^/:\\[\\]]{2,}):(?!//)(.*)");
    private static final Pattern ENDINGS = Pattern.compile("(/|\\.git)+\\z");

    /** Reads a URL, an scp-like address or a path. */
    public static RemoteUrl of(String text) {
        Matcher url = URL.matcher(text);
        if (url.matches()) {
            String scheme = url.group(1).toLowerCase(Locale.ROOT);
            return scheme.equals("file")
                    ? local(url.group(4))
                    : onHost(url.group(2), otherPort(scheme, Optional.ofNullable(url.group(3))), url.group(4));
        }
        Matcher scp = SCP.matcher(text);
        return scp.matches() ? onHost(scp.group(1), "", scp.group(2)) : local(withoutUser(text));
    }

    /** 16 hex digits that tell this repository from others. */
    public String hash() {
        return Sha256.hex(normalised).substring(0, HASH_LENGTH);
    }

    private static RemoteUrl onHost(String host, String port, String path) {
        String relative = path.replaceFirst("^/+", "");
        return new RemoteUrl(host.toLowerCase(Locale.ROOT) + port + "/" + withoutEnding(relative));
    }

    private static RemoteUrl local(String path) {
        return new RemoteUrl("file:" + withoutEnding(path));
    }

    /** A URL that is no legal one may still hold a password. */
    private static String withoutUser(String text) {
        int scheme = text.indexOf("://");
        int at = text.lastIndexOf('@');
        return scheme >= 0 && at > scheme ? text.substring(at + 1) : text;
    }

    private static String withoutEnding(String path) {
        return ENDINGS.matcher(path).replaceFirst("");
    }

    private static String otherPort(String scheme, Optional<String> port) {
        String usual = switch (scheme) {
            case "https" -> "443";
            case "http" -> "80";
            case "git" -> "9418";
            default -> "22";
        };
        return port.filter(number -> !number.isEmpty() && !number.equals(usual))
                .map(number -> ":" + number)
                .orElse("");
    }

    @Override
    public String toString() {
        return normalised;
    }
}
