package io.drydock.engine;

import io.drydock.dockerfile.BuildContext;
import io.drydock.dockerfile.IgnoreRules;
import io.drydock.model.spec.ImageSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What to build.
 *
 * @param tags references the result gets
 * @param labels of the image
 * @param buildArgs values of {@code ARG}s
 * @param target stage to build; empty: the last
 * @param dockerfile the Dockerfile
 * @param noCache whether every step is run anew
 * @param context the files that it copies from
 * @param secrets values for {@code RUN --mount=type=secret}, by id
 * @param credentials a registry's, by its host
 * @param builder which builder makes it
 * @param sharedKey stable for one project's tree, so that unchanged files are not sent again
 */
public record BuildRequest(
        List<String> tags,
        Map<String, String> labels,
        Map<String, String> buildArgs,
        Optional<String> target,
        Source dockerfile,
        boolean noCache,
        BuildContext context,
        Map<String, byte[]> secrets,
        Function<String, Optional<Credentials>> credentials,
        ImageSpec.Builder builder,
        String sharedKey) {

    /**
     * A Dockerfile.
     *
     * @param path its path in the context; empty: it is not in the context as it stands, being rewritten or elsewhere
     * @param text its text
     * @param rules of the context, which decide what of it the builder sees
     */
    public record Source(Optional<String> path, String text, IgnoreRules rules) {

        /** With another text, in place of the file in the context. */
        public Source rewritten(String other) {
            return new Source(Optional.empty(), other, rules);
        }
    }

    /**
     * The context as one archive, with the Dockerfile in it.
     *
     * @param name of a Dockerfile that is not in the context as it stands
     */
    public BuildContext archive(String name) {
        return dockerfile.path().isPresent()
                ? context
                : context.withDockerfile(name, dockerfile.text(), dockerfile.rules());
    }

    /** The same build of another stage, under other names. */
    public BuildRequest stage(String stage, List<String> stageTags, Map<String, String> stageLabels) {
        return new BuildRequest(
                stageTags,
                stageLabels,
                buildArgs,
                Optional.of(stage),
                dockerfile,
                false,
                context,
                secrets,
                credentials,
                builder,
                sharedKey);
    }

    /** Prints what is built, nothing of secrets or arguments. */
    @Override
    public String toString() {
        return "BuildRequest[" + tags + "]";
    }
}
