package io.drydock.engine;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes and reads small tars (POSIX.1-1988 ustar) for tests. */
public final class Tars {

    private static final int BLOCK = 512;

    private Tars() {}

    /** A tar of one file. */
    public static byte[] of(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        byte[] header = new byte[BLOCK];
        put(header, 0, name);
        put(header, 100, "0000644\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, 124, String.format(Locale.ROOT, "%011o\0", bytes.length));
        put(header, 136, "00000000000\0");
        put(header, 148, "        ");
        put(header, 156, "0");
        put(header, 257, "ustar\00000");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, 148, String.format(Locale.ROOT, "%06o\0 ", sum));
        ByteArrayOutputStream tar = new ByteArrayOutputStream();
        tar.writeBytes(header);
        tar.writeBytes(bytes);
        tar.writeBytes(new byte[(BLOCK - bytes.length % BLOCK) % BLOCK + 2 * BLOCK]);
        return tar.toByteArray();
    }

    /** The regular files of a tar. */
    public static Map<String, String> read(byte[] tar) {
        Map<String, String> files = new LinkedHashMap<>();
        ByteArrayInputStream in = new ByteArrayInputStream(tar);
        byte[] header = new byte[BLOCK];
        while (in.readNBytes(header, 0, BLOCK) == BLOCK && header[0] != 0) {
            int size = Integer.parseInt(text(header, 124, 12).strip(), 8);
            byte[] content = new byte[size];
            in.readNBytes(content, 0, size);
            in.skip((BLOCK - size % BLOCK) % BLOCK);
            if (header[156] == '0' || header[156] == 0) {
                files.put(text(header, 0, 100), new String(content, StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static String text(byte[] header, int at, int length) {
        return new String(header, at, length, StandardCharsets.US_ASCII).replaceFirst("\0.*", "");
    }
}
