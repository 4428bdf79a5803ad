package io.drydock.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drydock.engine.Credentials;
import io.drydock.model.Commit;
import io.drydock.model.DrydockException;
import io.drydock.model.ImageName;
import io.drydock.model.state.ImageState;
import io.drydock.plan.Given;
import io.drydock.plan.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may be released, and what that does. */
class ReleasesTest {

    private final List<String> asked = new ArrayList<>();

    @Test
    void aVerifiedImageOfMasterGetsTheTag() {
        OnEngine on = verified(Given.plain().on("master"));
        Releases releases = releases(on);

        ImageState image = releases.promotable(false);
        releases.tag(image, releases.promoted("production"));

        assertThat(on.engine.images().find("shop/master:production"))
                .map(ImageState::id)
                .contains(image.id());
    }

    @Test
    void anImageThatNoSuiteHasPassedWithIsRefused() {
        assertThat(refusal(new OnEngine(Given.plain().on("master")), false)).contains("no suite has passed");
    }

    @Test
    void anotherBranchIsRefusedUnlessItIsAskedFor() {
        OnEngine on = verified(Given.plain());

        assertThat(refusal(on, false)).contains("feature/login is not the master branch");
        assertThat(releases(on).promotable(true).tags()).containsExactly(on.image());
    }

    @Test
    void anUncommittedWorkTreeIsRefused() {
        Commit dirty = new Commit(Given.COMMIT.sha(), Optional.of("1f2e3d4c"));

        assertThat(refusal(verified(Given.plain().on("master").at(dirty)), false))
                .contains("work tree differs");
    }

    @Test
    void aTagThatWasMovedSinceItsSuitesPassedIsRefused() {
        OnEngine on = new OnEngine(Given.plain().on("master"));
        on.engine
                .volumes()
                .create(
                        Records.name(on.environment(), on.target.commit()),
                        Records.labels(on.target, "sha256:another", "f"));

        assertThat(refusal(on, false)).contains("the tag now points to");
    }

    @Test
    void withoutARegistryNothingIsPushed() {
        assertThatThrownBy(() -> releases(new OnEngine(Given.plain())).pushable())
                .isInstanceOfSatisfying(DrydockException.class, e -> {
                    assertThat(e.why()).contains("no registry is configured");
                    assertThat(e.next().get(0)).startsWith("-Ddocker.registry=");
                });
    }

    @Test
    void aPushAsksForTheCredentialsOfItsRegistryAndTellsTheDigest() throws InterruptedException {
        OnEngine on = new OnEngine(Given.plain());
        ImageState image = on.engine.images().find(on.image()).orElseThrow();
        ImageName name = ImageName.parse("registry.example:5000/team/shop/x:1");
        on.engine.images().tag(image.id(), name);

        String digest = releases(on).push(name);

        assertThat(digest).startsWith("sha256:");
        assertThat(asked).containsExactly("registry.example:5000");
        assertThat(on.told).anyMatch(line -> line.contains("pushed as registry.example:5000/team/shop/x@" + digest));
    }

    private static OnEngine verified(Given given) {
        OnEngine on = new OnEngine(given);
        String id = on.engine.images().find(on.image()).orElseThrow().id();
        on.engine
                .volumes()
                .create(Records.name(on.environment(), on.target.commit()), Records.labels(on.target, id, "f"));
        return on;
    }

    private Releases releases(OnEngine on) {
        return new Releases(on.engine, on.events, on.target, host -> {
            asked.add(host);
            return Optional.of(new Credentials("me", "s3cret", host));
        });
    }

    private String refusal(OnEngine on, boolean anyBranch) {
        try {
            releases(on).promotable(anyBranch);
            return "";
        } catch (DrydockException e) {
            return e.why();
        }
    }
}
