package io.drydock.plan;

import io.drydock.model.Commit;
import io.drydock.model.Environment;
import io.drydock.model.GitState;
import io.drydock.model.Labels;
import io.drydock.model.spec.Configuration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a plan is made for: this configuration on this commit in this environment.
 *
 * @param configuration what is wanted
 * @param git the commit and its branch
 * @param environment app and branch
 * @param forwarded values of the forwarded variables that are set
 * @param owner who makes the objects, for people to read
 * @param created the moment, ISO 8601
 */
public record Target(
        Configuration configuration,
        GitState git,
        Environment environment,
        Map<String, String> forwarded,
        String owner,
        String created) {

    public Commit commit() {
        return git.commit();
    }

    /** The same for another commit of the branch. */
    public Target at(Commit other) {
        return new Target(configuration, git.at(other), environment, forwarded, owner, created);
    }

    /** The same with another network and other services of its branch. */
    public Target in(Environment other) {
        return new Target(configuration, git, other, forwarded, owner, created);
    }

    /** Labels that find everything of the environment; of one that is a suite's own, what is that suite's. */
    public static Map<String, String> filter(Environment environment) {
        Map<String, String> filter = new LinkedHashMap<>();
        filter.put(Labels.APP, environment.app().toString());
        filter.put(Labels.SLUG, environment.slug().toString());
        environment.own().ifPresent(own -> {
            filter.put(Labels.COMMIT, own.commit().toString());
            filter.put(Labels.SUITE, own.suite());
        });
        return filter;
    }

    /** Labels that find the containers of the environment's services. */
    public static Map<String, String> services(Environment environment) {
        Map<String, String> filter = filter(environment);
        filter.put(Labels.ROLE, serviceRole(environment));
        return filter;
    }

    /** The role of its services. */
    static String serviceRole(Environment environment) {
        return environment.own().isPresent() ? Labels.ROLE_SUITE_SERVICE : Labels.ROLE_SERVICE;
    }

    /**
     * The labels of a container, network or volume.
     *
     * @param role one of the {@code ROLE_} constants
     */
    public Map<String, String> labels(String role) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.APP, environment.app().toString());
        labels.put(Labels.BRANCH, environment.branch().toString());
        labels.put(Labels.SLUG, environment.slug().toString());
        labels.put(Labels.COMMIT, commit().toString());
        labels.put(Labels.ROLE, role);
        labels.put(Labels.OWNER, owner);
        labels.put(Labels.CREATED, created);
        git.remote().ifPresent(remote -> labels.put(Labels.REMOTE, remote));
        labels.put(Labels.PUSHED, Boolean.toString(git.pushed()));
        environment.own().ifPresent(own -> labels.put(Labels.SUITE, own.suite()));
        return labels;
    }

    /**
     * The labels of an image.
     *
     * @param role {@link Labels#ROLE_MASTER} or {@link Labels#ROLE_BRANCH}
     */
    public Map<String, String> imageLabels(String role, Environment of, Commit commit, String stage) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put(Labels.IMAGE_APP, of.app().toString());
        labels.put(Labels.IMAGE_BRANCH, of.branch().toString());
        labels.put(Labels.IMAGE_SLUG, of.slug().toString());
        labels.put(Labels.IMAGE_COMMIT, commit.toString());
        labels.put(Labels.IMAGE_ROLE, role);
        labels.put(Labels.IMAGE_STAGE, stage);
        return labels;
    }

    /** Variables of every container of the app image: forwarded ones, overridden by configured ones. */
    public Map<String, String> appVariables() {
        Map<String, String> variables = new LinkedHashMap<>(forwarded);
        variables.putAll(configuration.env());
        return variables;
    }
}
