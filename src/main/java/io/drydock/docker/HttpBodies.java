package io.drydock.docker;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The message bodies of HTTP/1.1 (RFC 9112, sections 6 and 7). One that ends early is an error, never a short body. */
final class HttpBodies {

    private HttpBodies() {}

    /** A body that ends before its connection does. */
    interface Framed {

        /** Whether all of it has been read. */
        boolean ended();
    }

    /** No body. */
    static final class None extends InputStream implements Framed {
        @Override
        public int read() {
            return -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            return length == 0 ? 0 : -1;
        }

        @Override
        public boolean ended() {
            return true;
        }
    }

    /** Reads a body of a given length. */
    static final class Sized extends FilterInputStream implements Framed {
        private long left;

        Sized(InputStream in, long length) {
            super(in);
            this.left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the engine closed the connection " + left + " bytes early");
            }
            left -= read;
            return read;
        }

        @Override
        public boolean ended() {
            return left == 0;
        }
    }

    /** Reads a body in chunks. */
    static final class Chunked extends FilterInputStream implements Framed {
        private long left;
        private boolean first = true;
        private boolean ended;

        Chunked(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0; // readNBytes asks so at its end: the next chunk may be long in coming
            }
            if (left == 0 && !ended) {
                nextChunk();
            }
            if (ended) {
                return -1;
            }
            int read = in.read(bytes, offset, (int) Math.min(length, left));
            if (read < 0) {
                throw new EOFException("the engine closed the connection in mid-answer");
            }
            left -= read;
            return read;
        }

        @Override
        public boolean ended() {
            return ended;
        }

        private void nextChunk() throws IOException {
            if (!first) {
                HttpHead.line(in);
            }
            first = false;
            String size = HttpHead.line(in).replaceFirst(";.*", "").strip();
            try {
                left = Long.parseLong(size, 16);
            } catch (NumberFormatException e) {
                throw new IOException("\"" + size + "\" is no length of a chunk", e);
            }
            if (left == 0) {
                ended = true;
                while (!HttpHead.line(in).isEmpty()) {
                    // trailers are of no use here
                }
            }
        }
    }

    /** Writes a body in chunks, and remembers whether it was the connection that failed. */
    static final class ChunkWriter extends OutputStream {
        private final OutputStream out;
        private boolean broken;

        ChunkWriter(OutputStream out) {
            this.out = out;
        }

        /** Whether a failed write was the connection's failure and not the content's. */
        boolean broken() {
            return broken;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            if (length > 0) {
                send(Integer.toHexString(length) + "\r\n", bytes, offset, length, "\r\n");
            }
        }

        /** Ends the body; the connection stays open for the answer. */
        void end() throws IOException {
            send("0\r\n", new byte[0], 0, 0, "\r\n");
            flush();
        }

        private void send(String head, byte[] bytes, int offset, int length, String tail) throws IOException {
            try {
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                out.write(bytes, offset, length);
                out.write(tail.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }

        @Override
        public void flush() throws IOException {
            try {
                out.flush();
            } catch (IOException e) {
                broken = true;
                throw e;
            }
        }
    }
}
