package io.drydock.report;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The characters of an XML file, those that XML 1.0 forbids and broken bytes replaced by U+FFFD: what tests print ends
 * up in reports as it is, and one bell character should not cost the rest of the file.
 */
final class TolerantReader extends FilterReader {

    private static final Pattern ENCODING =
            Pattern.compile("<\\?xml[^>]*\\bencoding\\s*=\\s*[\"']([A-Za-z][A-Za-z0-9._-]*)[\"']");
    private static final int DECLARATION = 256;
    private static final int BOM = 0xfeff;

    private boolean started;

    private TolerantReader(Reader in) {
        super(in);
    }

    /** Reads in the encoding that the file itself names; UTF-8 where it names none or an unknown one. */
    static Reader of(InputStream in) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(in, 64 * 1024);
        buffered.mark(DECLARATION);
        byte[] head = buffered.readNBytes(DECLARATION);
        buffered.reset();
        return new TolerantReader(new InputStreamReader(buffered, charset(head)));
    }

    private static Charset charset(byte[] head) {
        if (head.length > 1 && (head[0] & 0xff ^ head[1] & 0xff) == 1 && (head[0] & 0xfe) == 0xfe) {
            return StandardCharsets.UTF_16;
        }
        Matcher encoding = ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
        try {
            return encoding.find() ? Charset.forName(encoding.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] chars, int offset, int length) throws IOException {
        int count = super.read(chars, offset, length);
        for (int i = offset; i < offset + count; i++) {
            if (forbidden(chars[i])) {
                chars[i] = '\ufffd';
            }
        }
        if (!started && count > 0) {
            started = true;
            if (chars[offset] == BOM) {
                chars[offset] = ' ';
                return count == 1 ? read(chars, offset, length) : shift(chars, offset, count);
            }
        }
        return count;
    }

    private static int shift(char[] chars, int offset, int count) {
        System.arraycopy(chars, offset + 1, chars, offset, count - 1);
        return count - 1;
    }

    private static boolean forbidden(char c) {
        return c < ' ' && c != '\t' && c != '\n' && c != '\r' || c == '\uffff' || c == '\ufffe';
    }
}
