package io.drydock.run;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * What {@link SwapEngineIT} runs in containers, as one class: an app that answers each connection with its version, and a client
 * that asks it 300 times a second, by a new connection to the first address of its name each time.
 */
final class SwapPeer {

    private static final int PORT = 8080;
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1) / 300;
    private static final int LIMIT_MS = 4000;
    private static final long AFTER = TimeUnit.SECONDS.toNanos(3);

    private SwapPeer() {}

    /** {@code serve VERSION}, or {@code ask NAME NEW REQUESTS}: so many at least, and 3 s of answers of the new version. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("serve")) {
            serve(args[1]);
        } else {
            ask(args[1], args[2], Integer.parseInt(args[3]));
        }
    }

    private static void serve(String version) throws IOException {
        ExecutorService pool = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(PORT, 500)) {
            while (true) {
                Socket socket = server.accept();
                pool.execute(() -> answer(socket, version));
            }
        }
    }

    private static void answer(Socket accepted, String version) {
        try (Socket socket = accepted) {
            socket.getInputStream().read();
            Thread.sleep(Duration.ofMillis(15).toMillis());
            socket.getOutputStream().write(version.getBytes(StandardCharsets.UTF_8));
        } catch (IOException | InterruptedException e) {
            System.out.println(e);
        }
    }

    private static void ask(String name, String wanted, int requests) throws InterruptedException {
        Map<String, Integer> answers = new ConcurrentSkipListMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(64);
        long begin = System.nanoTime();
        long seen = 0;
        int sent = 0;
        System.out.println("asking");
        while (sent < requests || seen == 0 || System.nanoTime() - seen < AFTER) {
            long wait = begin + sent * INTERVAL - System.nanoTime();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
            pool.execute(() -> answers.merge(answer(name), 1, Integer::sum));
            sent++;
            if (seen == 0 && answers.containsKey(wanted)) {
                seen = System.nanoTime();
            }
        }
        pool.shutdown();
        pool.awaitTermination(1, TimeUnit.MINUTES);
        System.out.println("sent " + sent + " " + answers);
    }

    private static String answer(String name) {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(LIMIT_MS);
            socket.connect(new InetSocketAddress(InetAddress.getByName(name), PORT), LIMIT_MS);
            socket.getOutputStream().write('?');
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.isEmpty() ? "failed: no answer" : answer;
        } catch (IOException e) {
            return "failed: " + e;
        }
    }
}
