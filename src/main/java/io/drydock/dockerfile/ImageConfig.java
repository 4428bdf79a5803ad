package io.drydock.dockerfile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The part of an image's configuration that decides what a Dockerfile built on it does.
 *
 * @param env {@code NAME=value}, as the engine lists it
 * @param user as in the image; empty means root
 * @param workdir as in the image; empty means {@code /}
 * @param shell of the image's SHELL; empty means the platform's default
 * @param onBuild instructions that FROM would trigger
 */
public record ImageConfig(List<String> env, String user, String workdir, List<String> shell, List<String> onBuild) {

    /** What {@code scratch} and an image that sets nothing have. */
    public static final ImageConfig EMPTY = new ImageConfig(List.of(), "", "", List.of(), List.of());

    public ImageConfig {
        env = List.copyOf(env);
        shell = List.copyOf(shell);
        onBuild = List.copyOf(onBuild);
    }

    /** The environment by name, in the image's order. */
    public Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry : env) {
            int equals = entry.indexOf('=');
            variables.put(
                    equals < 0 ? entry : entry.substring(0, equals), equals < 0 ? "" : entry.substring(equals + 1));
        }
        return variables;
    }
}
