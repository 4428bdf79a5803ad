package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://git.example/team/App.git",
                "https://git.example/team/App",
                "https://git.example/team/App/",
                "https://git.example/team/App.git/",
                "https://GIT.Example/team/App",
                "https://user@git.example/team/App.git",
                "https://user:secret@git.example/team/App.git",
                "https://user:p@ss@git.example/team/App.git",
                "http://git.example/team/App",
                "https://git.example:443/team/App",
                "ssh://git@git.example/team/App.git",
                "ssh://git@git.example:22/team/App.git",
                "git@git.example:team/App.git",
                "git.example:team/App",
                "git@git.example:/team/App.git",
                "git://git.example/team/App.git",
                "git://git.example:9418/team/App"
            })
    void isTheSameHoweverTheRepositoryIsReached(String url) {
        assertThat(RemoteUrl.of(url).normalised()).isEqualTo("git.example/team/App");
    }

    @ParameterizedTest
    @CsvSource({
        "https://git.example:8443/team/app, git.example:8443/team/app",
        "https://git.example/team/app2.git, git.example/team/app2",
        "https://git.example/Team/app, git.example/Team/app",
        "ssh://git@[2001:db8::1]:2222/team/app.git, [2001:db8::1]:2222/team/app",
        "git@[2001:db8::1]:team/app.git, [2001:db8::1]/team/app",
        "/srv/git/app.git, file:/srv/git/app",
        "file:///srv/git/app.git, file:/srv/git/app",
        "/srv/git/app/.git, file:/srv/git/app",
        "../app.git, file:../app",
        "C:/git/app.git, file:C:/git/app"
    })
    void tellsRepositoriesApart(String url, String normalised) {
        assertThat(RemoteUrl.of(url).normalised()).isEqualTo(normalised);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:secret@git.example/a",
                "https://user:sec/secret@git.example/a",
                "user:secret@git.example:a",
                "ssh://secret@git.example",
                "https://user:secret@git.example:x/a"
            })
    void forgetsUsersAndPasswords(String url) {
        assertThat(RemoteUrl.of(url).toString()).doesNotContain("secret").contains("git.example");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://", "@", ":", "https://git.example", "x://[", "\u00e4"})
    void hasAHashForAnyText(String url) {
        assertThat(RemoteUrl.of(url).hash()).matches("[0-9a-f]{16}");
    }
}
