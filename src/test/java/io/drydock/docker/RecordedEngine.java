package io.drydock.docker;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers requests on a Unix-domain socket with replies recorded from engines, in order; the last one for ever. */
final class RecordedEngine implements AutoCloseable {

    static final String VERSION = "{\"Version\":\"20.10.24\",\"ApiVersion\":\"1.41\",\"MinAPIVersion\":\"1.12\"}";

    private static final Pattern LENGTH = Pattern.compile("Content-Length: (\\d+)\r\n");

    private final ServerSocketChannel server;
    private final Path socket;
    private final Deque<String> replies = new ArrayDeque<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private volatile boolean readsBodies = true;

    RecordedEngine(Path folder) throws IOException {
        socket = folder.resolve("e.sock");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::serve, "recorded-engine");
        thread.setDaemon(true);
        thread.start();
    }

    EngineAddress address() {
        return EngineAddress.of("unix://" + socket, "the test");
    }

    EngineClient client() throws IOException {
        return new EngineClient(new Dialer(address()), "");
    }

    RecordedEngine answers(int status, String body) {
        return raw("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body);
    }

    /** In the chunks that are given, as the engine streams. */
    RecordedEngine streams(String... chunks) {
        StringBuilder reply = new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        for (String chunk : chunks) {
            reply.append(Integer.toHexString(chunk.getBytes(StandardCharsets.ISO_8859_1).length))
                    .append("\r\n")
                    .append(chunk)
                    .append("\r\n");
        }
        return raw(reply.append("0\r\n\r\n").toString());
    }

    synchronized RecordedEngine raw(String reply) {
        replies.add(reply);
        return this;
    }

    RecordedEngine refusesBeforeTheBody() {
        readsBodies = false;
        return this;
    }

    /** Heads of the requests so far, with the bodies that were sent. */
    List<String> requests() {
        return requests;
    }

    private synchronized String next() {
        return replies.size() > 1 ? replies.remove() : replies.element();
    }

    private void serve() {
        while (server.isOpen()) {
            try (SocketChannel connection = server.accept()) {
                ChannelStream stream = new ChannelStream(connection);
                requests.add(request(stream.input()));
                stream.output().write(next().getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException e) {
                // the client went away, or the test is over
            }
        }
    }

    private String request(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        boolean ended = false;
        while (!ended) {
            text.write(in.read());
            String soFar = text.toString(StandardCharsets.ISO_8859_1);
            boolean chunked = soFar.contains("chunked") && readsBodies;
            ended = soFar.endsWith(chunked ? "0\r\n\r\n" : "\r\n\r\n");
        }
        Matcher sized = LENGTH.matcher(text.toString(StandardCharsets.ISO_8859_1));
        if (sized.find() && readsBodies) {
            text.write(in.readNBytes(Integer.parseInt(sized.group(1))));
        }
        return text.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
