package io.drydock.buildkit;

import static io.drydock.buildkit.PathPattern.names;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathPatternTest {

    @ParameterizedTest(name = "{0} reaches {1}: {2}")
    @CsvSource({
        "app.jar, app.jar, true",
        "app.jar, app.jars, false",
        "target/app.jar, target, true",
        "target/app.jar, target/other.jar, false",
        "target, target/a/b, true",
        "target/, target/a, true",
        "/target, target, true",
        "./target, target, true",
        "., anything/at/all, true",
        "/, anything, true",
        "'', anything, true",
        "target/*.jar, target/app.jar, true",
        "target/*.jar, target/app.war, false",
        "target/*.jar, target/sub/app.jar, false",
        "*, a/b/c, true",
        "a?c, abc, true",
        "a?c, ac, false",
        "[a-c]x, bx, true",
        "[a-c]x, dx, false",
        "[^a-c]x, dx, true",
        "[^a-c]x, ax, false",
        "'{a,b}', a, false",
        "'{a,b}', '{a,b}', true",
        "\\*, *, true",
        "\\*, a, false",
        "a+b(c), a+b(c), true",
        "src/**, src/a/b, true",
        "src/**, doc/a, false",
        "'**/x', a/b, true",
        "[broken, anything, true",
    })
    void reachesWhatTheEngineWillLookAt(String pattern, String path, boolean reached) {
        assertThat(PathPattern.parse(pattern).reaches(names(path))).isEqualTo(reached);
    }

    @ParameterizedTest(name = "{0} through {1} to {2} is {3}")
    @CsvSource({
        "current/app.jar, current, releases/1, releases/1/app.jar",
        "a/current/x, a/current, ../b, b/x",
        "a/b, a/b, c, a/c",
        "a/b, a/b, /c, c",
        "a/b/c, a/b, ../../../../d, d/c",
        "a, a, ./b/../c, c",
        "*/x, a, b, b/x",
    })
    void goesThroughLinksWithoutLeavingTheContext(String pattern, String link, String target, String result) {
        assertThat(PathPattern.parse(pattern).through(names(link), target)).isEqualTo(PathPattern.parse(result));
    }

    @Test
    void aLinkBelowWhatIsAskedForIsNotOnTheWay() {
        PathPattern pattern = PathPattern.parse("dir");

        assertThat(pattern.leadsThrough(names("dir"))).isTrue();
        assertThat(pattern.leadsThrough(names("dir/link"))).isFalse();
    }
}
