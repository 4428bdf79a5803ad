package io.drydock.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.Outcome;
import io.drydock.model.result.AppResult;
import io.drydock.model.result.FailureResult;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.result.StepTime;
import io.drydock.model.result.TestCounts;
import io.drydock.model.result.TestCounts.TestFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtmlReportTest {

    private static final String EVIL =
            "</pre></style><script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{branch}}\u202e";

    @TempDir
    Path folder;

    private String page(RunResult result, String... secrets) throws IOException {
        Path file = folder.resolve("report.html");
        Redactor redactor = Redactor.of(List.of(secrets));
        new HtmlReport(redactor).write(file, result, new LogFiles(folder.resolve("logs"), redactor));
        return Files.readString(file);
    }

    private String body(RunResult result, String... secrets) throws IOException {
        String page = page(result, secrets);
        return page.substring(page.indexOf("<body>"));
    }

    private void log(String container, String text) throws IOException {
        try (OutputStream out = new LogFiles(folder.resolve("logs"), Redactor.NONE).open(container)) {
            out.write(text.getBytes(UTF_8));
        }
    }

    @Test
    void aRunningAppIsShownWithItsAddressItsStepsAndItsServices() throws IOException {
        String page = body(Results.running());
        assertThat(page)
                .contains("<span class=\"outcome good\">Running</span>", "<bdi>feature/login</bdi>")
                .contains("href=\"http://127.0.0.1:32768\"")
                .contains("commit 77aa01b", "168 tests")
                .contains("start service postgres", "ready after 412 ms", "jdbc:postgresql://10.210.0.35:5432/postgres")
                .contains("128 tests, 1 skipped")
                .doesNotContain("class=\"failure\"");
        assertThat(page.split("<rect class=\"k-(build|service|suite|app|other)\" x=", -1))
                .hasSize(12);
        assertThat(page)
                .contains(" in 3 layers", "COPY /build/target/visits.jar /app/visits.jar")
                .contains("2 instructions add nothing.");
    }

    @Test
    void aFailureComesFirstWithItsCommandsAndTheFailedTestsAreOpen() throws IOException {
        String page = body(Results.failed());
        assertThat(page)
                .contains("<span class=\"outcome bad\">Tests failed</span>")
                .contains("<li><code>mvn docker:logs</code></li><li><code>mvn docker:shell</code></li>")
                .contains("io.visits.CounterIT.countsEachVisitOnce", "expected: &lt;2&gt; but was: &lt;3&gt;")
                .contains("<bdi>suite integration</bdi> <span class=\"bad\">failed</span>")
                .containsPattern("<details open>\\s*<summary><b>integration</b><span class=\"bad\">failed</span>")
                .containsPattern("<details>\\s*<summary><b>unit</b><span class=\"good\">passed</span>")
                .containsSubsequence("id=\"failure\"", "id=\"timeline\"", "id=\"suites\"", "id=\"services\"");
    }

    @Test
    void aRunOfWhichNothingIsKnownStillHasAPage() throws IOException {
        assertThat(body(Results.nothing()))
                .contains("Engine error", "no branch")
                .doesNotContain("id=\"timeline\"", "id=\"suites\"", "id=\"services\"", "id=\"logs\"", "open-app");
    }

    @Test
    void logsAreThereCollapsedThoseOfTheFailedSuiteFirst() throws IOException {
        String failed = "visits.feature-login-df7c7aeb35.77aa01b.integration";
        log("a.first", "one\n\u001b[31mtwo\u001b[0m\n");
        log(failed, "line\n".repeat(500));
        log("z.empty", "");
        String page = body(Results.failed());
        assertThat(page)
                .containsSubsequence("Log of " + failed, "Log of a.first")
                .contains(">one\ntwo</pre>", "href=\"logs/a.first.log\"", "last 100 lines", ">empty</span>");
        assertThat(page.split("line\n", -1)).hasSizeLessThan(102);
    }

    @Test
    void dataIsNeverMarkup() throws IOException {
        log("container", EVIL);
        String page = page(evil());
        assertThat(page)
                .doesNotContain("<script", "<img", "javascript:", "\u202e")
                .contains("&lt;script&gt;alert(1)&lt;")
                .contains("{{branch}}");
        assertThat(elements(page)).isSubsetOf(elements(page(Results.running()) + page(Results.failed())));
    }

    private static RunResult evil() {
        RunResult r = Results.failed();
        TestFailure failure = new TestFailure(EVIL, EVIL, EVIL);
        ServiceResult service = new ServiceResult(
                EVIL,
                EVIL,
                EVIL,
                EVIL,
                OptionalInt.empty(),
                Optional.of(EVIL),
                OptionalInt.empty(),
                Optional.of(EVIL),
                Optional.of(EVIL),
                1,
                false);
        return new RunResult(
                Outcome.TESTS_FAILED,
                Optional.of(EVIL),
                Optional.of(EVIL),
                Optional.of(EVIL),
                true,
                r.engine(),
                r.image(),
                Optional.of(EVIL),
                Optional.of(EVIL),
                List.of(service),
                List.of(Results.suite(EVIL, 1, 5, new TestCounts(1, 1, 0, 0, List.of(failure)))),
                Optional.of(new AppResult("a", "c", Optional.of("javascript:alert(3)"), 1)),
                Optional.of(new FailureResult(EVIL, EVIL, List.of(EVIL))),
                List.of(new StepTime(EVIL, Results.START, Results.START)));
    }

    private static Set<String> elements(String page) {
        return Pattern.compile("<(\\w+)")
                .matcher(page)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    @Test
    void nothingIsLoadedFromElsewhere() throws IOException {
        log("a", "x");
        String page = page(Results.running());
        Matcher addresses = Pattern.compile("(?:src|href|action|data|url\\()=?[\"'(]([^\"')]*)")
                .matcher(page);
        assertThat(addresses.results().map(match -> match.group(1)))
                .containsExactlyInAnyOrder("data:,", "http://127.0.0.1:32768", "logs/a.log", "environment.json");
        assertThat(page)
                .contains("default-src 'none'")
                .doesNotContain("@import", "<script", " style=", "<link rel=\"style");
    }

    @Test
    void secretsAreHiddenInAllButNames() throws IOException {
        log("a", "token s3cr3t-token");
        assertThat(body(Results.failed(), "s3cr3t-token", "refused", "feature/login"))
                .contains("token ***", "Connection to 10.210.0.35:5432 ***", "<bdi>feature/login</bdi>")
                .doesNotContain("s3cr3t-token", "refused");
    }

    @Test
    void everyElementThatIsOpenedIsClosed() throws IOException {
        log("a", "x");
        for (RunResult result : List.of(Results.nothing(), Results.running(), Results.failed(), evil())) {
            String page = page(result);
            for (String element :
                    List.of("section", "details", "summary", "svg", "div", "ul", "ol", "li", "table", "pre", "span")) {
                assertThat(page.split("<" + element + "[ >]", -1).length)
                        .as(element)
                        .isEqualTo(page.split("</" + element + ">", -1).length);
            }
        }
    }
}
