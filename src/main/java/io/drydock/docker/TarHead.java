package io.drydock.docker;

import io.drydock.dockerfile.LayerItem;
import io.drydock.dockerfile.LayerItem.Kind;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What stands before an entry's content in a tar: its header block and those that extend it (POSIX.1-2001, pax; GNU
 * long names). Texts hold a byte in each character (ISO 8859-1).
 *
 * @param blocks as in the archive, extensions first
 * @param pax the records of its extended header
 * @param type the type flag
 * @param path its name
 * @param link target of a link
 * @param size bytes of content that follow, without padding
 */
record TarHead(byte[] blocks, Map<String, String> pax, char type, String path, String link, long size) {

    static final int BLOCK = 512;

    private static final Set<Character> REGULAR = Set.of('0', '\0', '7');
    private static final int NAME = 0;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;

    /** Whether it has content. */
    boolean regular() {
        return REGULAR.contains(type);
    }

    /** What laying layers over each other asks of it. */
    LayerItem item() {
        return new LayerItem(path, kind(), type == '1' ? link : "", size);
    }

    private Kind kind() {
        return switch (type) {
            case '5' -> Kind.FOLDER;
            case '1' -> Kind.HARD_LINK;
            default -> regular() ? Kind.FILE : Kind.OTHER;
        };
    }

    /** The same entry with another name and another target of its link; all else, extended attributes too, stays. */
    byte[] as(String newPath, String newLink) {
        Map<String, String> records = new LinkedHashMap<>(pax);
        records.put("path", newPath);
        if (!newLink.isEmpty()) {
            records.put("linkpath", newLink);
        }
        byte[] header = Arrays.copyOfRange(blocks, blocks.length - BLOCK, blocks.length);
        Arrays.fill(header, NAME, NAME + NAME_LENGTH, (byte) 0);
        Arrays.fill(header, LINK, LINK + NAME_LENGTH, (byte) 0);
        // GNU has other fields where POSIX has the rest of a long name
        if (header[MAGIC + "ustar".length()] == 0) {
            Arrays.fill(header, PREFIX, PREFIX + PREFIX_LENGTH, (byte) 0);
        }
        put(header, NAME, "file");
        if (!newLink.isEmpty()) {
            put(header, LINK, "file");
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(extended(records));
        out.writeBytes(summed(header));
        return out.toByteArray();
    }

    /** The head of an empty file of mode 0 that is root's, as whiteouts are. */
    static byte[] ofWhiteout(String path) {
        byte[] header = header('0', 0);
        put(header, NAME, "file");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(extended(Map.of("path", path)));
        out.writeBytes(summed(header));
        return out.toByteArray();
    }

    private static byte[] extended(Map<String, String> records) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        records.forEach((name, value) -> body.writeBytes(bytes(sized(" " + name + "=" + value + "\n"))));
        byte[] header = header('x', body.size());
        put(header, NAME, "PaxHeaders.0/file");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(summed(header));
        out.writeBytes(body.toByteArray());
        out.writeBytes(new byte[padding(body.size())]);
        return out.toByteArray();
    }

    /** A record begins with its own length, the digits included. */
    private static String sized(String rest) {
        int length = rest.length() + 1;
        while (Integer.toString(length).length() + rest.length() != length) {
            length = Integer.toString(length).length() + rest.length();
        }
        return length + rest;
    }

    private static byte[] header(char type, long size) {
        byte[] header = new byte[BLOCK];
        put(header, 100, "0000000\0");
        put(header, 108, "0000000\0");
        put(header, 116, "0000000\0");
        put(header, SIZE, String.format(Locale.ROOT, "%011o\0", size));
        put(header, 136, "00000000000\0");
        header[TYPE] = (byte) type;
        put(header, MAGIC, "ustar\00000");
        return header;
    }

    private static byte[] summed(byte[] header) {
        put(header, CHECKSUM, "        ");
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        put(header, CHECKSUM, String.format(Locale.ROOT, "%06o\0 ", sum));
        return header;
    }

    /** How many bytes fill up the last block. */
    static int padding(long size) {
        return (int) ((BLOCK - size % BLOCK) % BLOCK);
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = bytes(text);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
