package io.drydock.dockerfile;

import java.util.function.Predicate;

/** Which paths of a context are wanted; answers also whether a folder must be read at all. */
interface Selection {

    boolean takes(String path);

    /** False only where nothing below the folder can be wanted. */
    boolean mayTakeBelow(String folder);

    /** What both want. */
    default Selection and(Selection other) {
        Selection first = this;
        return new Selection() {
            @Override
            public boolean takes(String path) {
                return first.takes(path) && other.takes(path);
            }

            @Override
            public boolean mayTakeBelow(String folder) {
                return first.mayTakeBelow(folder) && other.mayTakeBelow(folder);
            }
        };
    }

    /** What passes; nothing below a folder that does not. */
    static Selection of(Predicate<String> wanted) {
        return new Selection() {
            @Override
            public boolean takes(String path) {
                return wanted.test(path);
            }

            @Override
            public boolean mayTakeBelow(String folder) {
                return wanted.test(folder);
            }
        };
    }

    static Selection of(IgnoreRules rules) {
        return new Selection() {
            @Override
            public boolean takes(String path) {
                return !rules.ignored(path);
            }

            @Override
            public boolean mayTakeBelow(String folder) {
                return !rules.prunes(folder);
            }
        };
    }
}
