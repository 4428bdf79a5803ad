package io.drydock.report;

import java.util.List;

/**
 * What the template of {@code report.html} shows, ready to be printed: the template decides nothing. An empty text is
 * left out.
 *
 * @param branch the heading
 * @param outcome in words
 * @param tone {@code good}, {@code bad} or {@code plain}: the colour of the outcome
 * @param summary what is known of the run in a line
 * @param link where the app answers
 * @param facts the environment
 * @param failure none or one
 * @param timeline none or one
 * @param layers of the image, none or one
 */
record ReportView(
        String branch,
        String outcome,
        String tone,
        String summary,
        String link,
        List<Fact> facts,
        List<Failure> failure,
        List<Timeline> timeline,
        List<Service> services,
        List<Suite> suites,
        List<Layers> layers,
        List<Log> logs) {

    boolean hasServices() {
        return !services.isEmpty();
    }

    boolean hasSuites() {
        return !suites.isEmpty();
    }

    boolean hasLogs() {
        return !logs.isEmpty();
    }

    /** A name and its value. */
    record Fact(String label, String value) {}

    /** The three parts of a failure. */
    record Failure(String what, String why, List<String> next) {

        boolean hasNext() {
            return !next.isEmpty();
        }
    }

    /** All steps over one axis. */
    record Timeline(String total, List<Tick> ticks, List<Bar> bars, List<String> kinds) {}

    /** A mark of the axis: its place and where its text is fastened ({@code start}, {@code middle}, {@code end}). */
    record Tick(String x, String label, String anchor) {}

    /** A step: its kind (colour), what else to say of it, when it began in words, its place on the axis in percent. */
    record Bar(String name, String kind, String note, String from, String duration, String x, String width) {}

    /** A service; {@code address} is its own, {@code hostAddress} the one for the Maven process. */
    record Service(String name, String image, String address, String hostAddress, String url, String ready) {}

    /** A suite: {@code open} where it failed, parts of its tests in percent. */
    record Suite(
            String name,
            String tone,
            String verdict,
            String counts,
            String duration,
            String container,
            boolean open,
            List<Part> parts,
            List<Test> failures,
            String more) {}

    /** What the image is made of; {@code empty} says how many instructions added nothing. */
    record Layers(String total, String empty, List<Layer> layers) {}

    /** A layer, its part of the whole in percent, and the instruction that made it. */
    record Layer(String size, String width, String instruction) {}

    /** A part of a bar: {@code good}, {@code bad} or {@code skipped}. */
    record Part(String tone, String x, String width) {}

    /** A test that failed. */
    record Test(String name, String message, String detail) {}

    /** The tail of a log. */
    record Log(String container, String link, String lines, String note) {}
}
