package io.drydock.plan;

import io.drydock.model.Names;
import io.drydock.model.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Secrets of a service as files on a memory file system, which the engine knows nothing of.
 *
 * <p>A memory file system is there only while its container runs. So the container runs a shell first, which waits for the
 * files and then becomes the service; the files are written by another command in it, from that command's input. All three
 * scripts are constant: what differs are their arguments, and none of these is a value.
 *
 * @see <a href="https://docs.docker.com/engine/storage/tmpfs/">tmpfs mounts</a>
 */
public final class SecretFiles {

    /** Where they are in the container. */
    public static final String FOLDER = "/run/secrets";

    /** The shell that an image must have. */
    public static final String SHELL = "/bin/sh";

    /** What the command that looks at the files ends with where none were written since the container started. */
    public static final int NONE_YET = 3;

    private static final String READY = ".ready";
    private static final String MOUNT_OPTIONS = "mode=0755";

    /** PID 1 takes no signal that it does not ask for. The service itself gets all of them as if it had been PID 1 at once. */
    private static final String AWAIT = "trap 'exit 143' TERM; trap 'exit 130' INT; ready=$1; shift; "
            + "while [ ! -e \"$ready\" ]; do sleep 0.05 || sleep 1; done; trap - TERM INT; exec \"$@\"";

    /** Byte by byte, since what is read too much would be missed in the next file; readable by all, as Swarm's secrets are. */
    private static final String WRITE = "cd \"$1\" && command -v sha256sum >/dev/null || exit; "
            + "ready=$2; shift 2; umask 0333; "
            + "while [ $# -gt 0 ]; do dd bs=1 count=\"$2\" > \"$1\" || exit; shift 2; done; : > \"$ready\"";

    private static final String LOOK = "cd \"$1\" || exit; [ -e \"$2\" ] || exit " + NONE_YET
            + "; shift 2; for id; do sha256sum < \"$id\" || exit; done";

    private SecretFiles() {}

    /** Whether variables of a container lead to secrets: {@code NAME=value}. */
    public static boolean expectedBy(List<String> variables) {
        return variables.stream().anyMatch(variable -> variable.contains("_FILE=" + FOLDER + "/"));
    }

    /** The memory file systems of a container that has secrets. */
    static Map<String, String> mounts() {
        return Map.of(FOLDER, MOUNT_OPTIONS);
    }

    /** The variable that tells where a secret is: {@code PW_FILE} of {@code pw}. */
    static String variable(String id) {
        return Names.environmentPrefix(id) + "_FILE";
    }

    static String path(String id) {
        return FOLDER + "/" + id;
    }

    /**
     * The entrypoint that waits for the files.
     *
     * @param entrypoint what it becomes then
     */
    static List<String> awaiting(List<String> entrypoint) {
        List<String> words = new ArrayList<>(List.of(SHELL, "-c", AWAIT, "sh", FOLDER + "/" + READY));
        words.addAll(entrypoint);
        return List.copyOf(words);
    }

    /** The command that writes the files; its input is their content, one after the other. */
    public static List<String> write(Map<String, byte[]> values) {
        List<String> words = new ArrayList<>(List.of(SHELL, "-c", WRITE, "sh", FOLDER, READY));
        values.forEach((id, value) -> {
            words.add(id);
            words.add(Integer.toString(value.length));
        });
        return List.copyOf(words);
    }

    /** The command that tells a digest of each file, which is kept nowhere. */
    public static List<String> look(Map<String, byte[]> values) {
        List<String> words = new ArrayList<>(List.of(SHELL, "-c", LOOK, "sh", FOLDER, READY));
        words.addAll(values.keySet());
        return List.copyOf(words);
    }

    /** What that command prints where the files have these values. */
    public static String digests(Map<String, byte[]> values) {
        StringBuilder lines = new StringBuilder();
        values.values().forEach(value -> lines.append(Sha256.hex(value)).append("  -\n"));
        return lines.toString();
    }
}
