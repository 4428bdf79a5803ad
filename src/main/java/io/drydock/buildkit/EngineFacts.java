package io.drydock.buildkit;

/**
 * What decides how an engine can build.
 *
 * @param podman whether podman answers behind Docker's API ({@code Libpod-Api-Version} on its ping)
 * @param os the engine's operating system ({@code GET /version}: {@code Os})
 * @param apiVersion the newest API that the engine speaks, such as {@code 1.41}
 * @param version the engine's own version, such as {@code 20.10.24+dfsg1}
 * @param containerdStore whether images are kept by containerd ({@code GET /info}: {@code DriverStatus} has {@code
 *     driver-type} {@code io.containerd.snapshotter.v1})
 */
public record EngineFacts(boolean podman, String os, String apiVersion, String version, boolean containerdStore) {

    boolean speaks(int major, int minor) {
        return atLeast(apiVersion, major, minor);
    }

    boolean isAtLeast(int major, int minor) {
        return atLeast(version, major, minor);
    }

    private static boolean atLeast(String version, int major, int minor) {
        String[] parts = version.split("\\D+", 3);
        if (parts.length < 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
            return false;
        }
        int actual = Integer.parseInt(parts[0]);
        return actual > major || actual == major && Integer.parseInt(parts[1]) >= minor;
    }
}
