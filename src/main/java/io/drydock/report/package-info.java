/**
 * What a run leaves for people and machines: console lines, log files, {@code environment.json}, {@code env},
 * test counts and {@code report.html}.
 *
 * <p>Rule: consumes events and results, never drives; sees nothing but {@code java.*}, {@code io.drydock.event},
 * {@code io.drydock.model}, jackson-core and the template library. No Maven type: {@link io.drydock.report.Out} is the
 * seam.
 *
 * <p>Choices and their reasons:
 *
 * <ul>
 *   <li>JSON is written and read with jackson-core's streams alone. A fresh JVM needs about 100 ms for that and 300 to
 *       400 ms for a first use of databind's {@code ObjectMapper}.
 *   <li>JUnit XML is read with the JDK's StAX. surefire-report-parser 3.6.0 was tried: a truncated file gives it no
 *       test at all, nested suites lose their names, and it reads the files that external entities name, which must not
 *       happen with a file that came out of a container.
 *   <li>The HTML report is a Mustache template (jmustache: 80 kB, no dependencies), because it escapes every value
 *       unless told not to, and because a page is easier to read as a page than as Java.
 * </ul>
 */
package io.drydock.report;
