package io.drydock.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.drydock.event.Event;
import io.drydock.model.result.TestCounts;
import io.drydock.model.result.TestCounts.TestFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JUnitReportsTest {

    private final List<String> warnings = new ArrayList<>();
    private final JUnitReports reports = new JUnitReports(event -> {
        if (event instanceof Event.Warning warning) {
            warnings.add(warning.text());
        }
    });

    @TempDir
    Path folder;

    private Path put(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    private TestCounts read() {
        return reports.read(folder).orElseThrow();
    }

    @Test
    void testsOfAllFilesAreSummed() throws IOException {
        put("a/TEST-A.xml", """
                <?xml version="1.0" encoding="UTF-8"?>
                <testsuite name="A" tests="4"><properties/>
                  <testcase classname="A" name="passes" time="0.01"/>
                  <testcase classname="A" name="fails"><failure message="expected: &lt;2&gt;&#10;but was: 3" type="x">trace
                  at A</failure><system-out>noise</system-out></testcase>
                  <testcase classname="A" name="breaks"><error type="x"><![CDATA[
                java.lang.IllegalStateException: no
                	at A.breaks]]></error></testcase>
                  <testcase classname="A" name="waits"><skipped/></testcase>
                </testsuite>""");
        put("b/results.xml", "<testsuites><testsuite><testcase name='x'/></testsuite></testsuites>");
        put("pom.xml", "<project><testcase/></project>");
        assertThat(read())
                .isEqualTo(new TestCounts(
                        5,
                        1,
                        1,
                        1,
                        List.of(
                                new TestFailure("A.fails", "expected: <2>", "trace\n  at A"),
                                new TestFailure(
                                        "A.breaks",
                                        "java.lang.IllegalStateException: no",
                                        "java.lang.IllegalStateException: no\n\tat A.breaks"))));
        assertThat(warnings).isEmpty();
    }

    @Test
    void nothingIsFoundWhereThereIsNoReport() throws IOException {
        put("notes.xml", "<notes/>");
        put("broken.xml", "no xml");
        assertThat(reports.read(folder)).isEmpty();
        assertThat(reports.read(folder.resolve("missing"))).isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void aReportOfNoTestsIsAReport() throws IOException {
        put("TEST-E.xml", "<testsuite tests='0'/>");
        assertThat(read()).isEqualTo(TestCounts.NONE);
    }

    @Test
    void nestedSuitesCountEachTestOnce() throws IOException {
        put("TEST-N.xml", """
                <testsuites tests="3"><testsuite name="outer" tests="3"><testsuite name="inner" tests="2">
                <testcase classname="I" name="a"/><testcase classname="I" name="b"><failure/></testcase></testsuite>
                <testcase classname="O" name="c"/></testsuite></testsuites>""");
        assertThat(read()).isEqualTo(new TestCounts(3, 1, 0, 0, List.of(new TestFailure("I.b", "", ""))));
    }

    @Test
    void whatATruncatedFileHoldsIsCountedAndItsNameIsTold() throws IOException {
        put(
                "sub/TEST-T.xml",
                "<testsuite><testcase name='a'/>\n<testcase name='b'><failure message='m'/></testcase><testca");
        put("TEST-U.xml", "<testsuite><testcase name='c'/></testsuite>");
        assertThat(read()).isEqualTo(new TestCounts(3, 1, 0, 0, List.of(new TestFailure("b", "m", "m"))));
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("report ")
                .contains("TEST-T.xml is malformed at line 2; 2 of its tests are counted");
    }

    @Test
    void anEmptyReportIsWarnedAbout() throws IOException {
        put("TEST-Z.xml", "");
        assertThat(reports.read(folder)).isEmpty();
        assertThat(warnings).singleElement().asString().startsWith("report TEST-Z.xml is malformed");
    }

    @Test
    void rerunsAreJudgedAsSurefireDoes() throws IOException {
        put("TEST-F.xml", """
                <testsuite>
                <testcase classname="F" name="flaky"><flakyFailure message="1"><stackTrace>x</stackTrace></flakyFailure></testcase>
                <testcase classname="F" name="bad"><failure message="m">d</failure><rerunFailure message="2">
                  <stackTrace>y</stackTrace><system-out>z</system-out></rerunFailure></testcase>
                </testsuite>""");
        assertThat(read()).isEqualTo(new TestCounts(2, 1, 0, 0, List.of(new TestFailure("F.bad", "m", "d"))));
        assertThat(warnings).containsExactly("passed only when run again: F.flaky");
    }

    @Test
    void entitiesAreNeverResolved() throws IOException {
        Path secret = put("secret.txt", "do not read");
        put(
                "TEST-D.xml",
                "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                        + "<testsuite><testcase name='a'/><testcase name='b'><failure message='m'>&x;</failure></testcase></testsuite>");
        assertThat(read().toString()).doesNotContain("do not read");
        assertThat(read().run()).isPositive();
    }

    @Test
    void exponentialEntitiesEndAtOnce() throws IOException {
        StringBuilder text = new StringBuilder("<!DOCTYPE testsuite [<!ENTITY e0 \"lol\">");
        for (int i = 1; i < 30; i++) {
            text.append("<!ENTITY e")
                    .append(i)
                    .append(" \"")
                    .append(("&e" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        put(
                "TEST-L.xml",
                text + "]><testsuite><testcase name='a'/><testcase name='b'><failure>&e29;</failure></testcase>"
                        + "</testsuite>");
        assertThat(read().run()).isBetween(1, 2);
    }

    @Test
    void forbiddenCharactersAndBrokenBytesCostNothing() throws IOException {
        Path file = put("TEST-C.xml", "");
        Files.write(
                file,
                ("\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?><testsuite><testcase name='a'><system-out>\u0007 \u001b[31m"
                                + "</system-out></testcase><testcase name='BROKEN'/></testsuite>")
                        .replace("BROKEN", "\u00ff")
                        .getBytes(StandardCharsets.UTF_8));
        byte[] bytes = Files.readAllBytes(file);
        bytes[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("\u00c3")] = (byte) 0xff;
        Files.write(file, bytes);
        assertThat(read().run()).isEqualTo(2);
        assertThat(warnings).isEmpty();
    }

    @Test
    void theDeclaredEncodingIsUsed() throws IOException {
        for (String name : List.of("ISO-8859-1", "UTF-16", "UTF-16LE")) {
            String text = "<?xml version='1.0' encoding='" + name
                    + "'?><testsuite><testcase name='é'><failure/></testcase></testsuite>";
            String bom = name.equals("UTF-16LE") ? "\ufeff" : "";
            Files.write(folder.resolve("TEST-" + name + ".xml"), (bom + text).getBytes(Charset.forName(name)));
        }
        assertThat(read().failures()).extracting(TestFailure::test).containsExactly("é", "é", "é");
    }

    @Test
    void filesThatRepeatOthersAreNotCountedTwice() throws IOException {
        String suite = "<testsuite><testcase classname='A' name='a'/></testsuite>";
        put("TEST-A.xml", suite);
        put("TESTS-TestSuites.xml", "<testsuites>" + suite + "</testsuites>");
        put("junitreports/TEST-A.xml", suite);
        assertThat(read().run()).isEqualTo(1);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "links need a privilege there")
    void linksAreNotFollowed(@TempDir Path elsewhere) throws IOException {
        Path outside =
                Files.writeString(elsewhere.resolve("TEST-O.xml"), "<testsuite><testcase name='a'/></testsuite>");
        Files.createSymbolicLink(folder.resolve("TEST-O.xml"), outside);
        Files.createSymbolicLink(folder.resolve("all"), elsewhere);
        assertThat(reports.read(folder)).isEmpty();
    }

    @Test
    void aHugeFileIsReadInBoundedMemory() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(folder.resolve("TEST-H.xml"))) {
            out.write("<testsuite>");
            for (int i = 0; i < 3000; i++) {
                out.write("<testcase classname='H' name='t" + i + "'><failure message='m'>" + "x".repeat(20_000)
                        + "</failure><system-out>");
                out.write("y".repeat(10_000));
                out.write("</system-out></testcase>");
            }
            out.write("</testsuite>");
        }
        TestCounts counts = read();
        assertThat(counts.run()).isEqualTo(3000);
        assertThat(counts.failed()).isEqualTo(3000);
        assertThat(counts.failures()).hasSize(TestTally.MOST_FAILURES);
        assertThat(counts.failures().stream().mapToInt(f -> f.detail().length()).sum())
                .isBetween(1_000_000, 1_100_000);
    }
}
