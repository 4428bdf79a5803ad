package io.drydock.buildkit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The path and query of {@code POST /build} (Docker Engine API, ImageBuild; {@code version=2} is BuildKit). */
final class BuildQuery {

    private final StringBuilder query = new StringBuilder("/build?version=2");

    private BuildQuery(BuildOptions options) {
        options.tags().forEach(tag -> add("t", tag));
        addJson("labels", options.labels());
        addJson("buildargs", options.buildArgs());
        options.target().ifPresent(target -> add("target", target));
        options.platform().ifPresent(platform -> add("platform", platform));
        options.networkMode().ifPresent(mode -> add("networkmode", mode));
        if (options.noCache()) {
            add("nocache", "1");
        }
        if (options.pull()) {
            add("pull", "1");
        }
    }

    /** A build whose files are asked for through a session; the Dockerfile is alone in a folder of its own. */
    static String withSession(BuildOptions options, String dockerfile, String session) {
        return new BuildQuery(options)
                .add("dockerfile", dockerfile)
                .add("remote", "client-session")
                .add("session", session)
                .toString();
    }

    /** A build whose files are the request's body. */
    static String withTar(BuildOptions options, String dockerfile) {
        return new BuildQuery(options).add("dockerfile", dockerfile).toString();
    }

    private BuildQuery add(String name, String value) {
        query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    private void addJson(String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            add(name, json(values));
        }
    }

    private static String json(Map<String, String> values) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            for (Map.Entry<String, String> entry : values.entrySet()) {
                json.writeStringField(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return query.toString();
    }
}
