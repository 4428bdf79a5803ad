package io.drydock.report;

import io.drydock.model.DrydockException;
import io.drydock.model.Names;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The file {@code target/docker/env}: addresses as {@code NAME=value} lines.
 *
 * <p>Made for a POSIX shell's {@code .} command, for Compose's {@code env_file} and for dotenv libraries. A value of
 * nothing but letters, digits and {@code _@%+=:,./-}, as hosts, ports and most URLs are, stands as it is and serves
 * {@code docker run --env-file} too, which knows no quotes. Any other value is put in single quotes, which
 * {@code --env-file} would take as part of the value.
 */
public final class DotEnv {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]*");
    private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private DotEnv() {}

    /**
     * Replaces the file at once. A name that no shell takes stands in a comment.
     *
     * @param variables in the order in which they are written
     * @throws DrydockException where it cannot be written
     */
    public static void write(Path file, Map<String, String> variables) {
        StringBuilder text = new StringBuilder();
        variables.forEach((name, value) -> text.append(line(name, value)).append('\n'));
        OutputFile.replace(file, text.toString());
    }

    /**
     * The addresses by which the Maven process reaches the services and the app: {@code REDIS_HOST}, {@code
     * REDIS_PORT}, {@code REDIS_URL} and so on, and {@code APP_URL}; what is not known is left out.
     */
    public static Map<String, String> variables(RunResult result) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (ServiceResult service : result.services()) {
            String prefix = Names.environmentPrefix(service.name());
            service.host().ifPresent(host -> variables.put(prefix + "_HOST", host));
            service.hostPort().ifPresent(port -> variables.put(prefix + "_PORT", Integer.toString(port)));
            service.hostUrl().ifPresent(url -> variables.put(prefix + "_URL", url));
        }
        result.app().flatMap(app -> app.url()).ifPresent(url -> variables.put("APP_URL", url));
        return variables;
    }

    private static String line(String name, String value) {
        if (SHELL_NAME.matcher(name).matches()) {
            return name + "=" + quoted(value);
        }
        return "# " + (name + "=" + value).replaceAll("\\R", " ");
    }

    private static String quoted(String value) {
        return PLAIN.matcher(value).matches() ? value : "'" + value.replace("'", "'\\''") + "'";
    }
}
