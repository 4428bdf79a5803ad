package io.drydock.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BranchTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "master",
                "feature/Login_1",
                "a",
                "@a",
                "a@b",
                "#1",
                "a.b",
                "\u00e4\u4e2d",
                "users/x/y",
                "a.locked",
                "{a}",
                "a'b\"c",
                "$(a)",
                "a;b",
                "head",
                "refs"
            })
    void takesWhatGitTakes(String name) {
        assertThat(Branch.of(name).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "HEAD",
                "-a",
                "a.",
                ".a",
                "a/.b",
                "a..b",
                "a.lock",
                "a.lock/b",
                "a//b",
                "/a",
                "a/",
                "a b",
                "a~1",
                "a^",
                "a:b",
                "a?",
                "a*",
                "a[b",
                "a\\b",
                "a@{1}",
                "a\u007f",
                "a\tb",
                "a\nb",
                "\ud800"
            })
    void refusesWhatGitRefuses(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Branch.of(name))
                .withMessageContaining("is not a branch name");
    }

    @Test
    void printsNoControlCharacterOfARefusedName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Branch.of("a\u001b[2Jb"))
                .withMessageContaining("\"a?[2Jb\"");
    }

    @Test
    void stripsTheFullNamesPrefix() {
        assertThat(Branch.of("refs/heads/feature/a")).isEqualTo(Branch.of("feature/a"));
    }
}
