package io.drydock.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The Dockerfile of a branch image, made from the user's by what was planned for its stages. The user's own file is not
 * touched. Stages that nothing is said of stay as written, and stage names and indexes stay what they are, so that
 * {@code COPY --from} keeps working.
 */
public final class BranchDockerfile {

    private final Dockerfile file;
    private final Map<String, String> buildArgs;
    private final SourceEdits edits;

    public BranchDockerfile(Dockerfile file, Map<String, String> buildArgs) {
        this.file = file;
        this.buildArgs = Map.copyOf(buildArgs);
        this.edits = new SourceEdits(file.lines());
    }

    /**
     * Starts a stage from master's, as an INHERIT plan says.
     *
     * @param image the image that the caller made of master's image of the stage, less what the plan removes and with the
     *     configuration of the base. As the builder accepts it: the classic builder takes an id, BuildKit only a tag
     */
    public void inherit(StagePlan plan, String image) {
        if (plan.reuse() != StagePlan.Reuse.INHERIT) {
            throw new IllegalArgumentException("not an INHERIT plan: " + plan.reuse());
        }
        Stage stage = plan.stage();
        String platform = stage.platform().map(p -> "--platform=" + p + " ").orElse("");
        String name = stage.name().map(n -> " AS " + n).orElse("");
        edits.remove(stage.line(), stage.endLine());
        edits.insertBefore(stage.line(), List.of("FROM " + platform + image + name));
        plan.inMaster().forEach(i -> edits.remove(i.startLine(), i.endLine()));
    }

    /**
     * Takes a stage's caches from master's.
     *
     * @param buildKit whether BuildKit builds: then they are mounted where that serves as well as a copy
     * @param run the stages of which containers are made: the target and those of suites
     */
    public void carry(Stage stage, CarrySource source, boolean buildKit, Set<Stage> run) {
        new CarryRewrite(file, buildArgs, buildKit, run).apply(edits, stage, source);
    }

    /** The text as changed so far. */
    public String text() {
        return edits.text();
    }
}
