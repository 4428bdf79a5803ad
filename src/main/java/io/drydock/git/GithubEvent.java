package io.drydock.git;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.drydock.model.BranchResolver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads the event file of a GitHub workflow, which alone tells whether a pull request comes from a fork.
 *
 * <p>Values are added to the variables under GitHub's own names for them, which no variable can have.
 */
final class GithubEvent {

    /** The commit that the pull request's source branch stands at. */
    static final String HEAD_SHA = "github.event.pull_request.head.sha";

    private static final Map<String, String> WANTED = Map.of(
            "/pull_request/number", BranchResolver.PULL_REQUEST_NUMBER,
            "/pull_request/head/repo/full_name", BranchResolver.HEAD_REPOSITORY,
            "/pull_request/head/sha", HEAD_SHA);

    private GithubEvent() {}

    /** The variables, with what the event file adds; unchanged where there is none or it cannot be read. */
    static Map<String, String> addTo(Map<String, String> env) {
        String path = env.getOrDefault("GITHUB_EVENT_PATH", "");
        if (path.isBlank() || env.getOrDefault("GITHUB_HEAD_REF", "").isBlank()) {
            return env;
        }
        Map<String, String> all = new HashMap<>(env);
        try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(Path.of(path)))) {
            read(json, all);
        } catch (IOException | InvalidPathException e) {
            return env;
        }
        return all;
    }

    private static void read(JsonParser json, Map<String, String> into) throws IOException {
        for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
            String pointer = json.getParsingContext().pathAsPointer().toString();
            if (token.isScalarValue() && WANTED.containsKey(pointer) && token != JsonToken.VALUE_NULL) {
                into.put(WANTED.get(pointer), json.getText());
            }
        }
    }
}
