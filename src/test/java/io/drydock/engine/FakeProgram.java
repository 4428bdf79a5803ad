package io.drydock.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a command does in a {@link FakeEngine}.
 *
 * @param output what it prints at once
 * @param exitCode how it ends at once; empty: it stays until it is stopped
 * @param repeated how many bytes of its input it prints before that
 */
public record FakeProgram(List<Piece> output, OptionalInt exitCode, int repeated) {

    /** A piece of one of the two outputs. */
    public record Piece(boolean error, byte[] bytes) {}

    /** Prints nothing and stays. */
    public static FakeProgram stays() {
        return new FakeProgram(List.of(), OptionalInt.empty(), 0);
    }

    /** Prints nothing and ends. */
    public static FakeProgram ends(int exitCode) {
        return new FakeProgram(List.of(), OptionalInt.of(exitCode), 0);
    }

    public FakeProgram prints(String text) {
        return and(new Piece(false, text.getBytes(StandardCharsets.UTF_8)));
    }

    public FakeProgram complains(String text) {
        return and(new Piece(true, text.getBytes(StandardCharsets.UTF_8)));
    }

    public FakeProgram repeatsInput(int bytes) {
        return new FakeProgram(output, exitCode, bytes);
    }

    private FakeProgram and(Piece piece) {
        List<Piece> more = new ArrayList<>(output);
        more.add(piece);
        return new FakeProgram(more, exitCode, repeated);
    }

    String text(byte[] input) {
        StringBuilder text =
                new StringBuilder(new String(input, 0, Math.min(repeated, input.length), StandardCharsets.UTF_8));
        output.forEach(piece -> text.append(new String(piece.bytes(), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
