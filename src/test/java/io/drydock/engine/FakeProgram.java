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
 */
public record FakeProgram(List<Piece> output, OptionalInt exitCode) {

    /** A piece of one of the two outputs. */
    public record Piece(boolean error, byte[] bytes) {}

    /** Prints nothing and stays. */
    public static FakeProgram stays() {
        return new FakeProgram(List.of(), OptionalInt.empty());
    }

    /** Prints nothing and ends. */
    public static FakeProgram ends(int exitCode) {
        return new FakeProgram(List.of(), OptionalInt.of(exitCode));
    }

    public FakeProgram prints(String text) {
        return and(new Piece(false, text.getBytes(StandardCharsets.UTF_8)));
    }

    public FakeProgram complains(String text) {
        return and(new Piece(true, text.getBytes(StandardCharsets.UTF_8)));
    }

    private FakeProgram and(Piece piece) {
        List<Piece> more = new ArrayList<>(output);
        more.add(piece);
        return new FakeProgram(more, exitCode);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        output.forEach(piece -> text.append(new String(piece.bytes(), StandardCharsets.UTF_8)));
        return text.toString();
    }
}
