package io.drydock.model;

import java.util.Optional;

/**
 * A branch of an app, and the name of everything that belongs to it on an engine.
 *
 * <p>Parts of container, network and volume names are joined by dots, which no part may hold, so two environments never
 * meet: app {@code shop} on branch {@code api-x} is not app {@code shop-api} on branch {@code x}.
 *
 * @param app the app
 * @param branch the branch as git names it
 * @param slug the branch's slug
 * @param registry {@code host[:port][/path]} that prefixes image names, without a trailing slash; empty for none
 * @param own the suite that the network and the services are for; empty: they are the branch's
 */
public record Environment(App app, Branch branch, Slug slug, Optional<String> registry, Optional<Own> own) {

    /** A suite of a commit, which has services of its own in a network of its own. */
    public record Own(Commit commit, String suite) {}

    public Environment {
        if (!slug.equals(Slug.of(branch))) {
            throw new IllegalArgumentException("\"" + slug + "\" is not the slug of branch \"" + branch + "\"");
        }
        repository(app, slug, registry);
    }

    /**
     * The environment of a branch.
     *
     * @throws IllegalArgumentException if the registry cannot begin an image name
     */
    public static Environment of(App app, Branch branch, Optional<String> registry) {
        return new Environment(app, branch, Slug.of(branch), registry, Optional.empty());
    }

    /** The same with the network and the services that are a suite's own. */
    public Environment of(Commit commit, String suite) {
        return new Environment(
                app, branch, slug, registry, Optional.of(new Own(commit, Names.requireName(NameKind.SUITE, suite))));
    }

    /** {@code <app>/<slug>:<sha7>}. */
    public ImageName image(Commit commit) {
        return tag(commit.tag());
    }

    /** {@code <app>/<slug>:<sha7>-<stage>}: another stage of a commit's Dockerfile. */
    public ImageName stageImage(Commit commit, String stage) {
        return tag(commit.tag() + "-" + Names.requireName(NameKind.STAGE, stage));
    }

    /** {@code <app>/<slug>:latest}, kept for the master branch only. */
    public ImageName latest() {
        return tag("latest");
    }

    /** {@code <app>/<slug>:latest-<stage>}, kept for the master branch only. */
    public ImageName latestStage(String stage) {
        return tag("latest-" + Names.requireName(NameKind.STAGE, stage));
    }

    /** {@code <app>/<slug>:verified}: the last image of the branch that passed its suites. */
    public ImageName verified() {
        return tag("verified");
    }

    /**
     * {@code <app>/<slug>:<tag>}.
     *
     * @throws IllegalArgumentException if it is not a tag
     */
    public ImageName tag(String tag) {
        return repository(app, slug, registry).withTag(tag);
    }

    /** {@code <app>.<slug>}; a suite's own: {@code <app>.<slug>.<sha7>.<suite>}. */
    public String network() {
        return own.map(of -> verifyContainer(of.commit(), of.suite())).orElse(base());
    }

    private String base() {
        return app + "." + slug;
    }

    /** {@code <network>.<service>}: a service's container. */
    public String service(String name) {
        return network() + "." + Names.requireName(NameKind.SERVICE, name);
    }

    /** {@code <network>.<service>.<volume>}. */
    public String volume(String service, String volume) {
        return service(service) + "." + Names.requireName(NameKind.VOLUME, volume);
    }

    /** {@code <app>.<slug>.<sha7>.<suite>}: the container that a suite runs in. */
    public String verifyContainer(Commit commit, String suite) {
        return keptContainer(commit) + "." + Names.requireName(NameKind.SUITE, suite);
    }

    /** {@code <app>.<slug>.app}: the container that serves now. */
    public String appContainer() {
        return base() + ".app";
    }

    /**
     * {@code <app>.<slug>.App}: what the next one is called for a moment. To DNS this is the name of the container that serves
     * (RFC 4343), to the engine it is another.
     */
    public String successor() {
        return base() + ".App";
    }

    /**
     * {@code <app>-.<slug>}: the network in which a container waits for the host ports of another. It comes before the environment's
     * own by name; no app can be called so.
     */
    public String waitingNetwork() {
        return app + "-." + slug;
    }

    /** {@code <app>.<slug>.app:<app>}: lets a container know whichever container serves as {@code <app>}. */
    public String appLink() {
        return appContainer() + ":" + app;
    }

    /** {@code <app>.<slug>.<sha7>}: an app container that served before, or failed. */
    public String keptContainer(Commit commit) {
        return base() + "." + commit.tag();
    }

    /**
     * {@code <app>.<slug>.lock_<what>}: the container that is a lock. No service can be called so: names have no underscore.
     *
     * @param what a tag of an image, or another word of ours
     */
    public String lock(String what) {
        return base() + ".lock_" + what;
    }

    private static ImageName repository(App app, Slug slug, Optional<String> registry) {
        return ImageName.parse(registry.map(prefix -> prefix + "/").orElse("") + app + "/" + slug);
    }
}
