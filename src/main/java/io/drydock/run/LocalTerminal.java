package io.drydock.run;

import java.io.InputStream;
import java.io.OutputStream;

/** The terminal that a person sits at. */
public interface LocalTerminal {

    /** What is typed, each key at once. */
    InputStream input();

    OutputStream output();

    /** How large it is now. */
    Size size();

    /**
     * A terminal's size.
     *
     * @param columns characters in a line
     * @param rows lines
     */
    record Size(int columns, int rows) {}
}
