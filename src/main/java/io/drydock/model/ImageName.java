package io.drydock.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an image as people and the engine write it: {@code redis:7}, {@code registry.example:5000/team/app:1}.
 *
 * <p>Names are kept in the short form that the engine's lists use: what is on Docker's default registry has no domain,
 * and its official images have no {@code library/}, unless the short form would mean something else. No tag is
 * invented; {@link #tag()} is what was written.
 *
 * @param domain host and port of the registry; empty for Docker's default one
 * @param path the repository, without the registry
 * @param tag the tag, if there is one
 * @param digest {@code algorithm:hex}, if there is one
 */
public record ImageName(Optional<String> domain, String path, Optional<String> tag, Optional<String> digest) {

    private static final String DEFAULT_DOMAIN = "docker.io";
    private static final String OLD_DEFAULT_DOMAIN = "index.docker.io";
    private static final String OFFICIAL = "library/";
    private static final Pattern IMAGE_ID = Pattern.compile("[a-f0-9]{64}");

    public ImageName {
        ImageGrammar.check(domain, path, tag, digest);
    }

    /**
     * Reads a name as Docker's command line does (ParseNormalizedNamed of the distribution project).
     *
     * @throws IllegalArgumentException if it is not an image name
     */
    public static ImageName parse(String text) {
        if (IMAGE_ID.matcher(text).matches()) {
            throw ImageGrammar.refused(text, "it reads as an image id");
        }
        int slash = text.indexOf('/');
        boolean hasDomain = slash >= 0 && isDomain(text.substring(0, slash));
        String domain = hasDomain ? text.substring(0, slash) : DEFAULT_DOMAIN;
        String rest = hasDomain ? text.substring(slash + 1) : text;
        boolean isDefault = domain.equals(DEFAULT_DOMAIN) || domain.equals(OLD_DEFAULT_DOMAIN);
        return isDefault ? onDefault(rest, text) : ImageGrammar.parse(text, text);
    }

    private static ImageName onDefault(String rest, String text) {
        String path = rest.indexOf('/') < 0 ? OFFICIAL + rest : rest;
        ImageName full = ImageGrammar.parse(DEFAULT_DOMAIN + "/" + path, text);
        String shortPath = shortPath(full.path);
        int slash = shortPath.indexOf('/');
        boolean misleading =
                slash < 0 ? IMAGE_ID.matcher(shortPath).matches() : isDomain(shortPath.substring(0, slash));
        return misleading ? full : new ImageName(Optional.empty(), shortPath, full.tag, full.digest);
    }

    private static String shortPath(String path) {
        boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
        return official ? path.substring(OFFICIAL.length()) : path;
    }

    /** The first part is a registry only if it looks like a host: with a dot, a port or capitals, or localhost. */
    private static boolean isDomain(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || first.chars().anyMatch(Character::isUpperCase);
    }

    /**
     * The same repository with another tag and no digest.
     *
     * @throws IllegalArgumentException if it is not a tag
     */
    public ImageName withTag(String other) {
        if (!ImageGrammar.isTag(other)) {
            throw new IllegalArgumentException("\"" + other + "\" is not an image tag");
        }
        return new ImageName(domain, path, Optional.of(other), Optional.empty());
    }

    /** The repository: this name without tag and digest. */
    public ImageName withoutTag() {
        return new ImageName(domain, path, Optional.empty(), Optional.empty());
    }

    /** What a service of this image is called by default: {@code redis} of {@code registry.example/cache/redis:7}. */
    public String lastPathPart() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The name with the default registry and {@code library/} spelled out, as registries know it. */
    public String fullPath() {
        String place = domain.orElse(DEFAULT_DOMAIN) + "/";
        return domain.isEmpty() && path.indexOf('/') < 0 ? place + OFFICIAL + path : place + path;
    }

    @Override
    public String toString() {
        return text(domain, path, tag, digest);
    }

    static String text(Optional<String> domain, String path, Optional<String> tag, Optional<String> digest) {
        return domain.map(host -> host + "/").orElse("")
                + path
                + tag.map(text -> ":" + text).orElse("")
                + digest.map(text -> "@" + text).orElse("");
    }
}
