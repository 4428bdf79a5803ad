package io.drydock.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.drydock.docker.Sshd;
import io.drydock.model.Branch;
import io.drydock.model.DrydockException;
import io.drydock.model.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jgit.transport.SshSessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A repository behind a server of ssh on this machine; it needs that server, which comes with the engine's set-up. */
@Tag("engine")
class SshRemoteEngineIT {

    @TempDir
    Path temp;

    private Sshd sshd;
    private Sandbox origin;
    private String url;

    @BeforeEach
    void serve() throws Exception {
        sshd = Sshd.start(Files.createDirectory(temp.resolve("ssh")), List.of());
        origin = Sandbox.withCommit(temp.resolve("origin"));
        origin.git("branch", "feature/a");
        url = "ssh://far" + origin.root;
    }

    @AfterEach
    void stop() throws InterruptedException {
        sshd.close();
        SshSessionFactory.setInstance(null);
    }

    @Test
    void clonesListsAndFetchesThroughTheSystemsSsh() throws Exception {
        SshSessionFactory.setInstance(new SystemSsh(sshd.client()));
        try (GitRepository clone = GitRepository.cloneTo(url, "feature/a", temp.resolve("clone"))) {
            assertThat(temp.resolve("clone/app.txt")).hasContent("one");
            assertThat(clone.remoteBranches()).contains(List.of("feature/a", "master"));
            origin.write("app.txt", "two").commit("two").git("branch", "later");
            clone.fetch("later");
            assertThat(clone.facts().originBranches()).containsEntry(Branch.of("later"), origin.head());
        }
    }

    @Test
    void tellsInTheWordsOfSshWhoIsNotLetIn() throws Exception {
        SshSessionFactory.setInstance(new SystemSsh(sshd.strangersClient()));
        assertRefused("Permission denied");
        SshSessionFactory.setInstance(new SystemSsh(sshd.newClient()));
        assertRefused("Host key verification failed");
    }

    private void assertRefused(String why) {
        DrydockException failure = catchThrowableOfType(
                DrydockException.class, () -> GitRepository.cloneTo(url, "feature/a", temp.resolve("refused")));
        assertThat(failure.outcome()).isEqualTo(Outcome.GIT_ERROR);
        assertThat(failure.why()).contains(why);
        assertThat(failure.next()).containsExactly("git clone --branch feature/a " + url);
    }
}
