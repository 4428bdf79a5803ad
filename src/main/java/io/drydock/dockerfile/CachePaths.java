package io.drydock.dockerfile;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The folders of an image that are caches: what may differ between a branch image and one built from scratch.
 *
 * @param paths absolute, without a trailing slash, none within another
 */
public record CachePaths(List<String> paths) {

    private static final List<String> IN_HOME = List.of(".m2", ".gradle", ".npm", ".gem", ".bundle");
    // Where the images of ruby and Debian's ruby install gems.
    private static final List<String> GEMS = List.of("/usr/local/bundle", "/var/lib/gems");

    public CachePaths {
        paths = List.copyOf(paths);
    }

    /**
     * The well-known caches and the declared ones.
     *
     * @param carry absolute paths of {@code <carry>}, or ones that begin with {@code ~/}
     * @param home the home folder of the user who runs the commands, such as {@code /root}
     */
    public static CachePaths of(List<String> carry, String home) {
        return of(carry, List.of(home));
    }

    /** The same where commands run as more than one user. */
    public static CachePaths of(List<String> carry, List<String> homes) {
        Set<String> all = new LinkedHashSet<>();
        for (String home : homes) {
            carry.forEach(path -> all.add(Paths.clean(path.startsWith("~/") ? home + path.substring(1) : path)));
            IN_HOME.forEach(name -> all.add(Paths.clean(home + "/" + name)));
        }
        all.addAll(GEMS);
        List<String> outermost = new ArrayList<>();
        all.stream()
                .filter(path -> all.stream().noneMatch(other -> !other.equals(path) && Paths.within(path, other)))
                .forEach(outermost::add);
        return new CachePaths(outermost);
    }

    /** Whether a path is in a cache. */
    public boolean contains(String path) {
        return Paths.withinAny(path, paths);
    }

    /** Whether a cache is below a path. */
    boolean anyBelow(String path) {
        return paths.stream().anyMatch(cache -> !cache.equals(path) && Paths.within(cache, path));
    }

    /** Whether what is in it is part of the program and not only speeds up its build, so that an image needs it. */
    static boolean isInstallation(String path) {
        return Paths.withinAny(path, GEMS) || path.endsWith("/.gem") || path.endsWith("/.bundle");
    }
}
