package io.drydock.docker;

import io.drydock.engine.EngineException;
import java.util.Comparator;
import java.util.List;

/**
 * A version of the Docker Engine API. Compared by number: 1.9 is older than 1.41.
 *
 * @param major the part before the dot
 * @param minor the part after it
 */
record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {

    /** The newest that the adapter was written against; newer engines speak it too. */
    private static final ApiVersion NEWEST = new ApiVersion(1, 51);

    private static final Comparator<ApiVersion> ORDER =
            Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    static ApiVersion parse(String text) {
        String[] parts = text.split("\\.", -1);
        try {
            return new ApiVersion(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("\"" + text + "\" is not an API version such as 1.41", e);
        }
    }

    /**
     * The newest version that an engine and this adapter both know.
     *
     * @param version the engine's answer to {@code /version}
     */
    static String settle(EngineAddress address, Json version) {
        try {
            ApiVersion offered = parse(version.at("ApiVersion").text());
            ApiVersion least = version.at("MinAPIVersion")
                    .optional()
                    .map(ApiVersion::parse)
                    .orElse(offered);
            ApiVersion common = ORDER.compare(offered, NEWEST) < 0 ? offered : NEWEST;
            if (common.compareTo(least) >= 0) {
                return common.toString();
            }
            throw refused(address, "it speaks API " + least + " and newer, this plugin " + NEWEST + " and older");
        } catch (IllegalArgumentException e) {
            throw refused(address, "what answers tells no API version, so it is no Docker engine");
        }
    }

    private static EngineException refused(EngineAddress address, String why) {
        return new EngineException(
                EngineException.Kind.OTHER,
                0,
                "The engine at " + address + " cannot be used",
                why,
                List.of("use a newer version of this plugin, or set DOCKER_HOST to another engine"),
                null);
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
