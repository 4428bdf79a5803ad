package io.drydock.report;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Chromium without a window, spoken to by its DevTools protocol; keeps what it complained of and what it asked the network for.
 *
 * @see <a href="https://chromedevtools.github.io/devtools-protocol/">The protocol</a>
 */
final class Browser implements AutoCloseable {

    private static final List<String> FLAGS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--remote-debugging-address=127.0.0.1",
            "--remote-debugging-port=0");

    private static final Pattern ID = Pattern.compile("\\{\"id\":(\\d+),");
    private static final Pattern SESSION = Pattern.compile("\"sessionId\":\"([^\"]+)\"");
    private static final Pattern TARGET = Pattern.compile("\"targetId\":\"([^\"]+)\"");
    private static final Pattern URL = Pattern.compile("\"url\":\"([^\"]+)\"");
    private static final Pattern VALUE = Pattern.compile("\"value\":(.*?)\\}\\}");
    private static final Pattern DATA = Pattern.compile("\"data\":\"([^\"]+)\"");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final String session;
    private int calls;

    Browser(String program) throws IOException, InterruptedException {
        profile = Files.createTempDirectory("drydock-browser");
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(FLAGS);
        command.add("--user-data-dir=" + profile);
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(profile.resolve("output").toFile())
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(URI.create(address()), new Inbox())
                .join();
        String target = first(TARGET, call("Target.createTarget", "{\"url\":\"about:blank\"}"));
        session = first(SESSION, call("Target.attachToTarget", "{\"targetId\":\"" + target + "\",\"flatten\":true}"));
        for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
            send(domain + ".enable", "{}");
        }
    }

    private String address() throws IOException, InterruptedException {
        Path file = profile.resolve("DevToolsActivePort");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!Files.exists(file) || Files.readAllLines(file).size() < 2) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("no browser: " + Files.readString(profile.resolve("output")));
            }
            Thread.sleep(50);
        }
        List<String> lines = Files.readAllLines(file);
        return "ws://127.0.0.1:" + lines.get(0) + lines.get(1);
    }

    /** Errors and warnings on the console, exceptions, and what the page's own policy forbade. */
    List<String> complaints() {
        return complaints;
    }

    /** All but the page's own file. */
    List<String> requests() {
        return requests;
    }

    /** @param scheme {@code light} or {@code dark} */
    void screen(int width, int height, boolean phone, String scheme) throws InterruptedException {
        send(
                "Emulation.setDeviceMetricsOverride",
                "{\"width\":" + width + ",\"height\":" + height + ",\"deviceScaleFactor\":" + (phone ? 2 : 1)
                        + ",\"mobile\":" + phone + "}");
        send(
                "Emulation.setEmulatedMedia",
                "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + scheme + "\"}]}");
    }

    void open(Path page) throws InterruptedException {
        send("Page.navigate", "{\"url\":\"" + page.toUri() + "\"}");
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        String ready = "document.readyState==='complete'&&location.protocol==='file:'";
        while (!evaluate(ready).equals("true") && System.nanoTime() < end) {
            Thread.sleep(20);
        }
    }

    /** The value of an expression, as JSON. */
    String evaluate(String expression) throws InterruptedException {
        String quoted = expression.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        return first(
                VALUE,
                send("Runtime.evaluate", "{\"returnByValue\":true,\"expression\":\"" + quoted + "\"}")
                        .replaceFirst(",\"description\":\"[^\"]*\"", ""));
    }

    /** Presses a key: {@code Tab}, {@code Enter}. */
    void press(String key) throws InterruptedException {
        int code = key.equals("Tab") ? 9 : 13;
        String text = key.equals("Enter") ? ",\"text\":\"\\r\"" : "";
        for (String type : List.of("keyDown", "keyUp")) {
            send(
                    "Input.dispatchKeyEvent",
                    "{\"type\":\"" + type + "\",\"key\":\"" + key + "\",\"code\":\"" + key
                            + "\",\"windowsVirtualKeyCode\":" + code + (type.equals("keyDown") ? text : "") + "}");
        }
    }

    /** The whole page as PNG. */
    void picture(Path file) throws IOException, InterruptedException {
        String answer =
                send("Page.captureScreenshot", "{\"captureBeyondViewport\":true,\"format\":\"png\"" + clip() + "}");
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, Base64.getDecoder().decode(first(DATA, answer)));
    }

    private String clip() throws InterruptedException {
        String width = evaluate("document.documentElement.clientWidth");
        String height = evaluate("document.documentElement.scrollHeight");
        return ",\"clip\":{\"x\":0,\"y\":0,\"scale\":1,\"width\":" + width + ",\"height\":" + height + "}";
    }

    private String send(String method, String parameters) throws InterruptedException {
        return call(method, parameters, ",\"sessionId\":\"" + session + "\"");
    }

    private String call(String method, String parameters) throws InterruptedException {
        return call(method, parameters, "");
    }

    private String call(String method, String parameters, String where) throws InterruptedException {
        int id = ++calls;
        socket.sendText("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + parameters + where + "}", true)
                .join();
        while (true) {
            String answer = answers.poll(30, TimeUnit.SECONDS);
            if (answer == null) {
                throw new IllegalStateException("no answer to " + method);
            }
            if (first(ID, answer).equals(Integer.toString(id))) {
                if (answer.contains("\"error\":{\"code\"")) {
                    throw new IllegalStateException(method + ": " + answer);
                }
                return answer;
            }
        }
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void received(String message) {
        if (message.startsWith("{\"id\":")) {
            answers.add(message);
        } else if (message.contains("\"Log.entryAdded\"")
                || message.contains("\"Runtime.exceptionThrown\"")
                || message.contains("\"Runtime.consoleAPICalled\"")) {
            complaints.add(message);
        } else if (message.contains("\"Network.requestWillBeSent\"")) {
            String url = first(URL, message.substring(message.indexOf("\"request\":")));
            if (!url.startsWith("file:") && !url.startsWith("data:")) {
                requests.add(url);
            }
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        try (Stream<Path> files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }

    /** Puts messages together. */
    private final class Inbox implements WebSocket.Listener {

        private final StringBuilder message = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                received(message.toString());
                message.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
