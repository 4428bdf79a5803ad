package io.drydock.mojo;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** What a goal was asked for, to be piped on: without Maven's prefixes, also with {@code -q}. */
final class StandardOutput {

    private StandardOutput() {}

    static OutputStream stream() {
        return System.out;
    }

    static void print(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.out.write(bytes, 0, bytes.length);
        System.out.flush();
    }
}
