package io.drydock.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/** What images cost on the engine's disk: the part of them that no other image shares. */
final class Disk {

    private final URI engine;

    /** @param engine the address that the plugin found; only a Unix socket can be asked here */
    Disk(String engine) {
        this.engine = URI.create(engine);
    }

    /** Bytes that only the image of this name has; empty where the engine cannot be asked. */
    OptionalLong ownBytes(String image) {
        if (!"unix".equals(engine.getScheme())) {
            return OptionalLong.empty();
        }
        try {
            for (JsonNode found : new ObjectMapper().readTree(get("/system/df")).path("Images")) {
                for (JsonNode tag : found.path("RepoTags")) {
                    if (tag.asText().equals(image)) {
                        return OptionalLong.of(found.path("Size").asLong()
                                - found.path("SharedSize").asLong());
                    }
                }
            }
            return OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** By HTTP 1.0, where the answer ends with the connection: all of HTTP that one question needs. */
    private byte[] get(String path) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(engine.getPath()));
            OutputStream out = Channels.newOutputStream(channel);
            out.write(("GET " + path + " HTTP/1.0\r\nHost: engine\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            return answer.substring(answer.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.UTF_8);
        }
    }
}
