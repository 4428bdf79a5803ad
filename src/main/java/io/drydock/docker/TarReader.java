package io.drydock.docker;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a tar entry by entry and keeps the bytes of their heads, so that an entry can be copied as it is: names that are no
 * text, binary extended attributes and parts of seconds do not survive a library that turns them into values.
 */
final class TarReader {

    private static final int BUFFER = 64 * 1024;
    /** No name and no set of extended attributes is that long. */
    private static final long LONGEST_EXTENSION = 16L << 20;

    private static final int NOWHERE = -1;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private long left;
    private int padding;

    TarReader(InputStream in) {
        this.in = in;
    }

    /** The next entry; the rest of the one before is skipped. */
    Optional<TarHead> next() throws IOException {
        copyContent(OutputStream.nullOutputStream());
        Head head = new Head();
        while (true) {
            byte[] block = in.readNBytes(TarHead.BLOCK);
            if (block.length == 0 || zero(block)) {
                return Optional.empty();
            }
            require(block.length == TarHead.BLOCK && sum(block) == number(block, 148, 8), "is cut off or no tar");
            char type = (char) (block[156] & 0xff);
            if (type != 'x' && type != 'g' && type != 'L' && type != 'K') {
                TarHead made = head.with(block, type);
                left = made.size();
                padding = TarHead.padding(left);
                return Optional.of(made);
            }
            long size = number(block, 124, 12);
            require(size >= 0 && size < LONGEST_EXTENSION, "has a header of " + size + " bytes");
            byte[] content = in.readNBytes((int) size);
            byte[] filling = in.readNBytes(TarHead.padding(size));
            require(content.length == size && filling.length == TarHead.padding(size), "is cut off");
            if (type != 'g') {
                head.extend(type, block, content, filling);
            }
        }
    }

    /** Writes the content of the current entry, with the bytes that fill up its last block. */
    void copyContent(OutputStream out) throws IOException {
        long rest = left + padding;
        while (rest > 0) {
            int count = in.read(buffer, 0, (int) Math.min(buffer.length, rest));
            if (count < 0) {
                throw new EOFException("the layer's archive is cut off");
            }
            out.write(buffer, 0, count);
            rest -= count;
        }
        left = 0;
        padding = 0;
    }

    /** The blocks before an entry's content, as they come. */
    private static final class Head {

        private final ByteArrayOutputStream blocks = new ByteArrayOutputStream();
        private final Map<String, String> pax = new LinkedHashMap<>();
        private Optional<String> path = Optional.empty();
        private Optional<String> link = Optional.empty();

        void extend(char type, byte[] block, byte[] content, byte[] filling) throws IOException {
            blocks.writeBytes(block);
            blocks.writeBytes(content);
            blocks.writeBytes(filling);
            if (type == 'x') {
                records(content);
            } else if (type == 'L') {
                path = Optional.of(text(content, 0, content.length));
            } else {
                link = Optional.of(text(content, 0, content.length));
            }
        }

        private void records(byte[] content) throws IOException {
            int at = 0;
            while (at < content.length) {
                int blank = at;
                while (blank < content.length && content[blank] != ' ') {
                    blank++;
                }
                String digits = latin(content, at, blank);
                int end = digits.matches("\\d{1,9}") ? at + Integer.parseInt(digits) : NOWHERE;
                String record = end > blank && end <= content.length ? latin(content, blank + 1, end - 1) : "";
                require(record.indexOf('=') > 0, "has a broken extended header");
                pax.put(record.substring(0, record.indexOf('=')), record.substring(record.indexOf('=') + 1));
                at = end;
            }
        }

        TarHead with(byte[] block, char type) throws IOException {
            require(
                    type != 'S' && pax.keySet().stream().noneMatch(name -> name.startsWith("GNU.sparse.")),
                    "holds a sparse file");
            blocks.writeBytes(block);
            String name = text(block, 0, 100);
            String prefix = latin(block, 257, 263).equals("ustar\0") ? text(block, 345, 155) : "";
            String full = prefix.isEmpty() ? name : prefix + "/" + name;
            String whole = Optional.ofNullable(pax.get("path")).or(() -> path).orElse(full);
            String target =
                    Optional.ofNullable(pax.get("linkpath")).or(() -> link).orElse(text(block, 157, 100));
            char seen = type == '\0' && whole.endsWith("/") ? '5' : type;
            TarHead head = new TarHead(blocks.toByteArray(), pax, seen, whole, target, 0);
            return head.regular() ? new TarHead(head.blocks(), pax, seen, whole, target, size(block)) : head;
        }

        private long size(byte[] block) throws IOException {
            String size = pax.getOrDefault("size", "");
            return size.matches("\\d{1,18}") ? Long.parseLong(size) : number(block, 124, 12);
        }
    }

    /** Octal digits, or a number of base 256 where the first bit is set. */
    private static long number(byte[] block, int at, int length) throws IOException {
        if ((block[at] & 0x80) != 0) {
            long value = block[at] & 0x3f;
            for (int i = at + 1; i < at + length; i++) {
                value = value << 8 | block[i] & 0xff;
            }
            return value;
        }
        String digits = text(block, at, length).strip();
        require(digits.matches("[0-7]{0,20}"), "has a broken header");
        return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }

    private static long sum(byte[] block) {
        long sum = 0;
        for (int i = 0; i < block.length; i++) {
            sum += i >= 148 && i < 156 ? ' ' : block[i] & 0xff;
        }
        return sum;
    }

    private static boolean zero(byte[] block) {
        for (byte b : block) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** Up to a NUL. */
    private static String text(byte[] bytes, int at, int length) {
        String text = latin(bytes, at, at + length);
        int end = text.indexOf('\0');
        return end < 0 ? text : text.substring(0, end);
    }

    private static String latin(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static void require(boolean condition, String otherwise) throws IOException {
        if (!condition) {
            throw new IOException("the archive of a layer " + otherwise);
        }
    }
}
