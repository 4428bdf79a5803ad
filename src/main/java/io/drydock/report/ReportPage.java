package io.drydock.report;

import io.drydock.model.Outcome;
import io.drydock.model.result.FailureResult;
import io.drydock.model.result.RunResult;
import io.drydock.model.result.ServiceResult;
import io.drydock.model.result.SuiteResult;
import io.drydock.model.result.TestCounts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes the {@link ReportView} of a result. */
final class ReportPage {

    private static final int LOG_LINES = 100;

    private final Redactor redactor;
    private final Path folder;

    /** @param file the page, to whose folder links are relative */
    ReportPage(Redactor redactor, Path file) {
        this.redactor = redactor;
        this.folder = file.toAbsolutePath().normalize().getParent();
    }

    ReportView of(RunResult result, LogFiles logs) {
        return new ReportView(
                Ansi.plain(result.branch().orElse("no branch")),
                words(result.outcome()),
                tone(result.outcome()),
                summary(result),
                result.app()
                        .flatMap(app -> app.url())
                        .map(this::clean)
                        .filter(ReportPage::isWeb)
                        .orElse(""),
                facts(result),
                result.failure().map(this::failure).stream().toList(),
                TimelineView.of(result.steps(), result.suites()).stream().toList(),
                result.services().stream().map(this::service).toList(),
                result.suites().stream().map(this::suite).toList(),
                result.image().flatMap(image -> LayersView.of(image, redactor)).stream()
                        .toList(),
                logs(result, logs));
    }

    /** Free text. Names are only made plain: a forwarded value that is the branch's name would hide the branch. */
    private String clean(String text) {
        return redactor.redact(text.lines().map(Ansi::plain).collect(Collectors.joining("\n")));
    }

    private static boolean isWeb(String url) {
        return url.startsWith("http://") || url.startsWith("https://");
    }

    private static String words(Outcome outcome) {
        String words = outcome.name().replace('_', ' ');
        return words.charAt(0) + words.substring(1).toLowerCase(Locale.ROOT);
    }

    private static String tone(Outcome outcome) {
        return switch (outcome) {
            case UNVERIFIED, SUPERSEDED -> "plain";
            default -> outcome.kind() == Outcome.Kind.SUCCESS ? "good" : "bad";
        };
    }

    private static String summary(RunResult result) {
        List<String> parts = new ArrayList<>();
        result.commit()
                .ifPresent(commit ->
                        parts.add("commit " + Ansi.plain(commit.substring(0, Math.min(7, commit.length())))));
        if (result.dirty()) {
            parts.add("with changes that are not committed");
        }
        int tests = result.suites().stream()
                .flatMap(suite -> suite.tests().stream())
                .mapToInt(TestCounts::run)
                .sum();
        if (tests > 0) {
            parts.add(tests == 1 ? "1 test" : tests + " tests");
        }
        TimelineView.total(result.steps()).ifPresent(total -> parts.add(Durations.human(total)));
        return String.join(" \u00b7 ", parts);
    }

    private List<ReportView.Fact> facts(RunResult result) {
        List<ReportView.Fact> facts = new ArrayList<>();
        fact(facts, "App", result.app().map(app -> app.container()));
        fact(facts, "Commit", result.commit());
        fact(facts, "Image", result.image().map(image -> image.name()));
        fact(facts, "Image id", result.image().map(image -> image.id()));
        fact(
                facts,
                "Built",
                result.image()
                        .map(image -> image.built()
                                ? "in this run"
                                        + image.builder()
                                                .map(builder -> " with " + builder)
                                                .orElse("")
                                : "earlier, reused"));
        fact(facts, "Master image", result.image().flatMap(image -> image.master()));
        fact(facts, "Network", result.network());
        fact(facts, "Subnet", result.subnet());
        fact(facts, "Engine", result.engine().map(engine -> engine.version() + ", API " + engine.api()));
        fact(facts, "Engine host", result.engine().map(engine -> clean(engine.host())));
        fact(facts, "Started", result.steps().stream().findFirst().map(TimelineView::startOf));
        return facts;
    }

    private void fact(List<ReportView.Fact> facts, String label, Optional<String> value) {
        value.ifPresent(text -> facts.add(new ReportView.Fact(label, Ansi.plain(text))));
    }

    private ReportView.Failure failure(FailureResult failure) {
        return new ReportView.Failure(
                clean(failure.what()),
                clean(failure.why()),
                failure.next().stream().map(this::clean).toList());
    }

    private ReportView.Service service(ServiceResult service) {
        String port = service.port().isPresent() ? ":" + service.port().getAsInt() : "";
        String hostPort =
                service.hostPort().isPresent() ? ":" + service.hostPort().getAsInt() : "";
        String address = Ansi.plain(service.ip() + port);
        String hostAddress =
                service.host().map(host -> Ansi.plain(host + hostPort)).orElse("");
        return new ReportView.Service(
                Ansi.plain(service.name()),
                Ansi.plain(service.image()),
                address,
                hostAddress.equals(address) ? "" : hostAddress,
                service.url().map(this::clean).orElse(""),
                service.reused() ? "was ready" : "ready after " + Durations.human(service.readyAfterMs()));
    }

    private ReportView.Suite suite(SuiteResult suite) {
        boolean good = suite.exitCode().isPresent() && suite.exitCode().getAsInt() == 0;
        String verdict = good ? "passed" : suite.exitCode().isPresent() ? "failed" : "broken off";
        int shown = suite.tests().map(tests -> tests.failures().size()).orElse(0);
        int more = suite.tests()
                .map(tests -> tests.failed() + tests.errors() - shown)
                .orElse(0);
        return new ReportView.Suite(
                Ansi.plain(suite.name()),
                good ? "good" : "bad",
                suite.reused() ? verdict + " before" : verdict,
                suite.tests().map(SuiteSummary::counts).orElse("no test reports"),
                Durations.human(suite.durationMs()),
                Ansi.plain(suite.container()),
                !good,
                suite.tests().map(TimelineView::parts).orElse(List.of()),
                suite.tests().map(this::failures).orElse(List.of()),
                more > 0 ? more + " more failed" : "");
    }

    private List<ReportView.Test> failures(TestCounts tests) {
        return tests.failures().stream()
                .map(test -> new ReportView.Test(clean(test.test()), clean(test.message()), clean(test.detail())))
                .toList();
    }

    /** Logs of what failed first, since these are what a reader came for. */
    private List<ReportView.Log> logs(RunResult result, LogFiles logs) {
        Set<String> failed = result.suites().stream()
                .filter(suite -> suite.exitCode().orElse(1) != 0)
                .map(SuiteResult::container)
                .collect(Collectors.toSet());
        List<ReportView.Log> all = new ArrayList<>();
        for (String container : logs.containers()) {
            boolean guilty = failed.contains(container);
            all.add(guilty ? 0 : all.size(), log(container, logs));
        }
        return all;
    }

    private ReportView.Log log(String container, LogFiles logs) {
        List<String> lines = logs.tail(container, LOG_LINES);
        String note = lines.isEmpty() ? "empty" : lines.size() < LOG_LINES ? "" : "last " + LOG_LINES + " lines";
        return new ReportView.Log(container, link(logs.file(container)), clean(String.join("\n", lines)), note);
    }

    private String link(Path file) {
        return folder.toUri()
                .relativize(file.toAbsolutePath().normalize().toUri())
                .toString();
    }
}
