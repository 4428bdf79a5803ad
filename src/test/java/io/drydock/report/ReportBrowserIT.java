package io.drydock.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.model.result.RunResult;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The page in a real browser: {@code mvn verify -Pbrowser}. Pictures of it are left in {@code target/browser}; with
 * {@code -Dreport=FILE} also of a page that a run has left.
 */
@Tag("browser")
@Timeout(300)
class ReportBrowserIT {

    private static final Path FOLDER = Path.of("target", "browser").toAbsolutePath();
    private static final int PHONE = 375;
    private static final int DESK = 1280;

    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        String program = System.getProperty("browser.program", "");
        assertThat(program)
                .as("no browser; mvn verify -Pbrowser finds or installs one")
                .isNotEmpty();
        browser = new Browser(program);
    }

    @AfterAll
    static void end() throws Exception {
        browser.close();
    }

    private static Path page(String name, RunResult result) throws IOException {
        Path folder = FOLDER.resolve(name);
        LogFiles logs = new LogFiles(folder.resolve("logs"), Redactor.NONE);
        for (String container : List.of("redis", "postgres", "app")) {
            try (OutputStream out = logs.open("visits.feature-login-df7c7aeb35." + container)) {
                out.write((container
                                + " is ready to accept connections, and says so in a line that is wider than a phone\n")
                        .repeat(40)
                        .getBytes(UTF_8));
            }
        }
        Path file = folder.resolve("report.html");
        new HtmlReport(Redactor.NONE).write(file, result, logs);
        return file;
    }

    @Test
    void nothingIsAskedOfTheNetworkAndNothingIsComplainedOf() throws Exception {
        browser.screen(DESK, 900, false, "light");
        for (RunResult result : List.of(Results.running(), Results.failed(), Results.nothing())) {
            browser.open(page("quiet", result));
        }
        assertThat(browser.requests()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void onAPhoneNothingIsWiderThanTheScreenAlsoWithAllOpened() throws Exception {
        for (RunResult result : List.of(Results.running(), Results.failed(), Results.nothing())) {
            browser.screen(PHONE, 812, true, "light");
            browser.open(page("phone", result));
            browser.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true })");
            assertThat(number("document.documentElement.scrollWidth")).isLessThanOrEqualTo(PHONE);
            assertThat(number("[...document.querySelectorAll('main *')].filter(e => !e.closest('pre, svg, thead')"
                            + " && e.getBoundingClientRect().right > " + PHONE + ").length"))
                    .isZero();
        }
    }

    @Test
    void darkAndLightAreBothReadable() throws Exception {
        Path page = page("colours", Results.failed());
        Set<String> backgrounds = new LinkedHashSet<>();
        for (String scheme : List.of("light", "dark")) {
            browser.screen(DESK, 900, false, scheme);
            browser.open(page);
            backgrounds.add(browser.evaluate("getComputedStyle(document.body).backgroundColor"));
            assertThat(Double.parseDouble(browser.evaluate(CONTRAST)))
                    .as(scheme)
                    .isGreaterThanOrEqualTo(4.5);
        }
        assertThat(backgrounds).hasSize(2);
    }

    /** The lowest contrast of a text to what is behind it, as WCAG 2 defines it. */
    private static final String CONTRAST = "(() => {"
            + "const rgb = c => c.match(/[\\d.]+/g).map(Number);"
            + "const lum = c => { const [r, g, b] = rgb(c).slice(0, 3).map(v => v / 255)"
            + ".map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b };"
            + "const behind = e => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;"
            + " if (rgb(c)[3] !== 0) return c } return 'rgb(255,255,255)' };"
            + "const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT); let least = 21;"
            + "while (walk.nextNode()) { const e = walk.currentNode.parentElement;"
            + " if (!walk.currentNode.data.trim() || e.closest('svg')) continue;"
            + " const a = lum(getComputedStyle(e).color), b = lum(behind(e));"
            + " least = Math.min(least, (Math.max(a, b) + .05) / (Math.min(a, b) + .05)) } return least })()";

    @Test
    void theKeyboardReachesAllThatOpensInTheOrderOfThePage() throws Exception {
        browser.screen(DESK, 900, false, "light");
        browser.open(page("keyboard", Results.failed()));
        int stops = (int) number("document.querySelectorAll('a[href], summary, [tabindex]').length");
        List<Double> places = new ArrayList<>();
        Set<String> kinds = new LinkedHashSet<>();
        int opened = 0;
        for (int i = 0; i < stops; i++) {
            browser.press("Tab");
            if (browser.evaluate("document.activeElement === document.body").equals("true")) {
                break;
            }
            String kind = browser.evaluate("document.activeElement.tagName");
            kinds.add(kind);
            places.add(Double.parseDouble(
                    browser.evaluate("document.activeElement.getBoundingClientRect().top + scrollY")));
            assertThat(browser.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
                    .isEqualTo("\"solid\"");
            boolean closed = browser.evaluate("document.activeElement.tagName === 'SUMMARY'"
                            + " && !document.activeElement.parentElement.open")
                    .equals("true");
            if (closed) {
                browser.press("Enter");
                assertThat(browser.evaluate("document.activeElement.parentElement.open"))
                        .isEqualTo("true");
                opened++;
            }
        }
        assertThat(places).isSorted().hasSizeGreaterThan(5);
        assertThat(kinds).contains("\"SUMMARY\"", "\"PRE\"");
        assertThat(opened).isGreaterThan(3);
    }

    @Test
    void whatFailedIsOpenAndTheWholeRunIsInSight() throws Exception {
        browser.screen(DESK, 900, false, "light");
        browser.open(page("whole", Results.failed()));
        assertThat(
                        number(
                                "[...document.querySelectorAll('.test')].filter(d => d.open && d.querySelector('pre').offsetHeight).length"))
                .isEqualTo(2);
        browser.open(page("whole", Results.running()));
        String steps =
                browser.evaluate("[...document.querySelectorAll('.bars .step')].map(e => e.textContent).join('|')");
        assertThat(steps)
                .contains(
                        "stage build of", "start service redis", "start service postgres", "suite unit", "swap visits");
        assertThat(
                        number(
                                "[...document.querySelectorAll('.bars rect')].filter(r => r.getBoundingClientRect().width < 1).length"))
                .isZero();
        assertThat(browser.evaluate("document.querySelector('[aria-labelledby=layers]').textContent"))
                .contains("MB", "COPY");
        for (String section : List.of("timeline", "suites", "services", "layers", "logs", "environment")) {
            assertThat(number("document.querySelector('[aria-labelledby=" + section + "]').offsetHeight"))
                    .as(section)
                    .isPositive();
        }
    }

    @Test
    void picturesAreTaken() throws Exception {
        pictures(page("running", Results.running()), "running");
        pictures(page("failed", Results.failed()), "failed");
        Optional<Path> real = Optional.ofNullable(System.getProperty("report")).map(Path::of);
        if (real.isPresent()) {
            pictures(real.get(), "real");
        }
        assertThat(Files.size(FOLDER.resolve("running-desk-light.png"))).isGreaterThan(20_000);
    }

    private static void pictures(Path page, String name) throws IOException, InterruptedException {
        for (String scheme : List.of("light", "dark")) {
            browser.screen(DESK, 900, false, scheme);
            browser.open(page);
            browser.picture(FOLDER.resolve(name + "-desk-" + scheme + ".png"));
            browser.screen(PHONE, 812, true, scheme);
            browser.open(page);
            browser.picture(FOLDER.resolve(name + "-phone-" + scheme + ".png"));
        }
    }

    private static long number(String expression) throws InterruptedException {
        return Long.parseLong(browser.evaluate(expression));
    }
}
